import type { TraitOrigin } from "omakase";
import type { Member } from "../../kept/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { traitWords } from "./trait-words.ts";
import { words } from "./words.ts";

/** See {@link MemberPanel}. */
export interface MemberPanelProps {
  readonly member: Member;
  readonly members: readonly Member[];
  readonly onRename: (name: string) => void;
  readonly onParent: (side: 0 | 1) => void;
  readonly onSave: () => void;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** Somebody of the family, close to. */
export function MemberPanel({ member, members, ...on }: MemberPanelProps) {
  const { say } = useLanguage();
  const { shown, name, rarity, origin, traits } = member;
  const nameOf = (key: string): string => members.find((one) => one.key === key)?.name ?? "?";
  const [a, b] = origin?.parents.map(nameOf) ?? ["", ""];
  const whose: Readonly<Record<TraitOrigin, string>> = {
    a,
    b,
    both: say(words.both),
    mixed: say(words.mixed),
    new: say(words.fresh),
  };
  const hasChildren = members.some(({ origin }) => origin?.parents.includes(member.key));
  return (
    <aside className={styles.member} aria-label={name}>
      <div className={styles.memberHead}>
        <label>
          <span className="unseen">{say(words.name)}</span>
          <input
            className="field"
            value={name}
            maxLength={40}
            autoComplete="off"
            onChange={({ target }) => on.onRename(target.value)}
          />
        </label>
        <Button icon="close" look="quiet" wordless onClick={on.onClose}>
          {say(words.close)}
        </Button>
      </div>
      <PictureCanvas pixels={shown.pixels} label={name} />
      <div className="row">
        <RarityBadge rarity={rarity} />
        <span className="muted">{origin ? say(words.childOf, { a, b }) : say(words.founder)}</span>
      </div>
      {origin && <ShareBar share={origin.share} />}
      {origin && traits.length === 0 && <OriginWords genes={origin.genes} />}
      {traits.length > 0 && (
        <table className={styles.traits}>
          <thead>
            <tr>
              <th scope="col">{say(words.traits)}</th>
              <td />
              {origin && <th scope="col">{say(words.from)}</th>}
            </tr>
          </thead>
          <tbody>
            {traits.map(({ attribute, label, text, from }) => (
              <tr key={attribute}>
                <th scope="row">{say(label)}</th>
                <td>{traitWords(attribute, say(text))}</td>
                {origin && <td data-of={from}>{whose[from]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.memberActions}>
        <Button icon="toLeft" onClick={() => on.onParent(0)}>
          {say(words.asLeft)}
        </Button>
        <Button icon="toRight" onClick={() => on.onParent(1)}>
          {say(words.asRight)}
        </Button>
        <Button icon="save" onClick={on.onSave}>
          {say(words.save)}
        </Button>
        <Button icon="trash" look="quiet" disabled={hasChildren} onClick={on.onTake}>
          {say(words.take)}
        </Button>
      </div>
      {hasChildren && <p className="muted">{say(words.hasChildren)}</p>}
    </aside>
  );
}
