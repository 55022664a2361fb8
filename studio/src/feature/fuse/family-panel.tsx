import { useState } from "react";
import { engine } from "../../worker/client.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { Individual } from "../../worker/fuse/fuse-service.ts";
import { parentIndices, type StoredFamily } from "../../storage/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { TakeBackButton } from "../../component/take-back.tsx";
import { ConfirmButton } from "../../component/confirm-button.tsx";
import styles from "./fuse.module.css";
import { MemberPanel } from "./member-panel.tsx";
import { saveFigurePng, saveSvg } from "./save-png.ts";
import { FamilyTreeView } from "./family-tree-view.tsx";
import type { FamilyTools } from "./use-family.ts";
import { words } from "./words.ts";

/** See {@link FamilyPanel}. */
export interface FamilyPanelProps {
  readonly facts: RunFacts;
  readonly tools: FamilyTools;
  readonly families: readonly StoredFamily[];
  readonly onParent: (side: 0 | 1, person: Individual) => void;
  readonly onSave: (person: Individual, name: string) => void;
}

/** Renders the stored family: its tree, the chosen member, and the actions on the family. */
export function FamilyPanel({ facts, tools, families, onParent, onSave }: FamilyPanelProps) {
  const { t, language } = useLanguage();
  const { members, id } = tools.family;
  const [chosen, choose] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const member = members.find(({ key }) => key === chosen);

  const saveTree = async (kind: "png" | "svg"): Promise<void> => {
    setBusy(true);
    try {
      const parents = parentIndices(members);
      const relatives = members.map(({ picture: { recipe }, name, origin }, at) => {
        const from = parents[at] && origin && { parents: parents[at], by: origin.by, shares: origin.shares };
        return { recipe, name, ...from };
      });
      const figure = await engine().fuse.figure(facts.id, relatives, language);
      const name = `family-${facts.id}`;
      if (kind === "svg") saveSvg(figure, name);
      else await saveFigurePng(figure, name);
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  const dateOf = (time: number): string =>
    new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(time);
  return (
    <section className="panel" aria-labelledby="fuse-family">
      <div className={styles.head}>
        <h2 id="fuse-family">{t(words.tree)}</h2>
        {families.length > 1 && (
          <select
            className="field"
            aria-label={t(words.family)}
            value={id}
            onChange={({ target }) => tools.open(target.value, Date.now())} // the page is a host
          >
            {families
              .toSorted((a, b) => a.createdAt - b.createdAt)
              .map((family) => (
                <option key={family.id} value={family.id}>
                  {t(words.familyLine, { date: dateOf(family.createdAt), count: family.members.length })}
                </option>
              ))}
          </select>
        )}
        {members.length > 0 && (
          <div className="row">
            <Button icon="save" disabled={busy} onClick={() => void saveTree("png")}>
              PNG<span className="unseen">: {t(words.treePng)}</span>
            </Button>
            <Button icon="save" disabled={busy} onClick={() => void saveTree("svg")}>
              SVG<span className="unseen">: {t(words.treeSvg)}</span>
            </Button>
            <Button icon="plus" onClick={() => tools.start(Date.now())}>
              {t(words.newFamily)}
            </Button>
            <ConfirmButton
              button={
                <Button icon="trash" variant="quiet" iconOnly>
                  {t(words.discard)}
                </Button>
              }
              title={t(words.discardTitle)}
              consequence={t(words.discardWhy, { count: members.length })}
              confirmLabel={t(words.discardYes)}
              cancelLabel={t(words.discardNo)}
              onConfirm={tools.discard}
            />
          </div>
        )}
      </div>
      <TakeBackButton takeBack={tools.takeBack} />
      <ErrorNote error={error} />
      {members.length === 0 ? (
        <p className="muted">{t(words.treeEmpty)}</p>
      ) : (
        <div className={styles.closeTo} data-open={member !== undefined || undefined}>
          <FamilyTreeView
            members={members}
            chosen={chosen}
            onChoose={(key) => choose(key === chosen ? undefined : key)}
          />
          {member && (
            <MemberPanel
              member={member}
              members={members}
              onRename={(name) => tools.rename(member.key, name)}
              onParent={(side) => onParent(side, member)}
              onSave={() => onSave(member, member.name)}
              onRemove={() => tools.remove(member.key)}
              onClose={() => choose(undefined)}
            />
          )}
        </div>
      )}
    </section>
  );
}
