import { useState } from "react";
import { engine } from "../../engine/client.ts";
import type { RunFacts } from "../../engine/describe.ts";
import type { Person } from "../../engine/fuse.ts";
import { parentPlaces, type KeptFamily } from "../../kept/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Question } from "../../part/question.tsx";
import styles from "./fuse.module.css";
import { MemberPanel } from "./member-panel.tsx";
import { saveFigurePng, saveSvg } from "./save-png.ts";
import { Tree } from "./tree.tsx";
import type { FamilyTools } from "./use-family.ts";
import { words } from "./words.ts";

/** See {@link FamilyPanel}. */
export interface FamilyPanelProps {
  readonly facts: RunFacts;
  readonly tools: FamilyTools;
  readonly families: readonly KeptFamily[];
  readonly onParent: (side: 0 | 1, person: Person) => void;
  readonly onSave: (person: Person, name: string) => void;
}

/** The family that is kept: its tree, somebody close to, and what can be done with all of it. */
export function FamilyPanel({ facts, tools, families, onParent, onSave }: FamilyPanelProps) {
  const { say, language } = useLanguage();
  const { members, id } = tools.family;
  const [chosen, choose] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const member = members.find(({ key }) => key === chosen);

  const saveTree = async (kind: "png" | "svg"): Promise<void> => {
    setBusy(true);
    try {
      const parents = parentPlaces(members);
      const relatives = members.map(({ shown: { recipe }, name, origin }, at) => {
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
        <h2 id="fuse-family">{say(words.tree)}</h2>
        {families.length > 1 && (
          <select
            className="field"
            aria-label={say(words.family)}
            value={id}
            onChange={({ target }) => tools.open(target.value, Date.now())} // the page is a host
          >
            {families
              .toSorted((a, b) => a.started - b.started)
              .map((family) => (
                <option key={family.id} value={family.id}>
                  {say(words.familyLine, { date: dateOf(family.started), count: family.members.length })}
                </option>
              ))}
          </select>
        )}
        {members.length > 0 && (
          <div className="row">
            <Button icon="save" disabled={busy} onClick={() => void saveTree("png")}>
              PNG<span className="unseen">: {say(words.treePng)}</span>
            </Button>
            <Button icon="save" disabled={busy} onClick={() => void saveTree("svg")}>
              SVG<span className="unseen">: {say(words.treeSvg)}</span>
            </Button>
            <Button icon="plus" onClick={() => tools.start(Date.now())}>
              {say(words.newFamily)}
            </Button>
            <Question
              button={
                <Button icon="trash" look="quiet" wordless>
                  {say(words.discard)}
                </Button>
              }
              title={say(words.discardTitle)}
              why={say(words.discardWhy, { count: members.length })}
              yes={say(words.discardYes)}
              no={say(words.discardNo)}
              onYes={tools.discard}
            />
          </div>
        )}
      </div>
      <ErrorNote error={error} />
      {members.length === 0 ? (
        <p className="muted">{say(words.treeEmpty)}</p>
      ) : (
        <div className={styles.closeTo} data-open={member !== undefined || undefined}>
          <Tree members={members} chosen={chosen} onChoose={(key) => choose(key === chosen ? undefined : key)} />
          {member && (
            <MemberPanel
              member={member}
              members={members}
              onRename={(name) => tools.rename(member.key, name)}
              onParent={(side) => onParent(side, member)}
              onSave={() => onSave(member, member.name)}
              onTake={() => tools.take(member.key)}
              onClose={() => choose(undefined)}
            />
          )}
        </div>
      )}
    </section>
  );
}
