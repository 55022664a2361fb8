import type { TraitSource } from "omakase/studio";
import type { NamedIndividual } from "../../storage/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { RarityBadge } from "../../component/rarity-badge.tsx";
import { SendButtons } from "../../component/send-buttons.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { formatTrait } from "./format-trait.ts";
import { words } from "./words.ts";

/** See {@link MemberPanel}. */
export interface MemberPanelProps {
  readonly member: NamedIndividual;
  readonly members: readonly NamedIndividual[];
  readonly onRename: (name: string) => void;
  readonly onParent: (side: 0 | 1) => void;
  readonly onSave: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Renders one member of the family in detail. */
export function MemberPanel({ member, members, ...on }: MemberPanelProps) {
  const { t } = useLanguage();
  const { picture, name, rarity, origin, traits } = member;
  const nameOf = (key: string): string => members.find((one) => one.key === key)?.name ?? "?";
  const [a, b] = origin?.parents.map(nameOf) ?? ["", ""];
  const whose: Readonly<Record<TraitSource, string>> = {
    a,
    b,
    both: t(words.both),
    mixed: t(words.mixed),
    new: t(words.fresh),
  };
  const hasChildren = members.some(({ origin }) => origin?.parents.includes(member.key));
  return (
    <aside className={styles.member} aria-label={name}>
      <div className={styles.memberHead}>
        <label>
          <span className="unseen">{t(words.name)}</span>
          <input
            className="field"
            value={name}
            maxLength={40}
            autoComplete="off"
            onChange={({ target }) => on.onRename(target.value)}
          />
        </label>
        <Button icon="close" variant="quiet" iconOnly onClick={on.onClose}>
          {t(words.close)}
        </Button>
      </div>
      <PictureCanvas pixels={picture.pixels} label={name} />
      <div className="row">
        <RarityBadge rarity={rarity} />
        <span className="muted">{origin ? t(words.childOf, { a, b }) : t(words.founder)}</span>
      </div>
      {origin && <ShareBar share={origin.share} />}
      {origin && traits.length === 0 && <OriginWords genes={origin.genes} />}
      {traits.length > 0 && (
        <table className={styles.traits}>
          <thead>
            <tr>
              <th scope="col">{t(words.traits)}</th>
              <td />
              {origin && <th scope="col">{t(words.from)}</th>}
            </tr>
          </thead>
          <tbody>
            {traits.map(({ attribute, label, text, source }) => (
              <tr key={attribute}>
                <th scope="row">{t(label)}</th>
                <td>{formatTrait(attribute, t(text))}</td>
                {origin && <td data-of={source}>{whose[source]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.memberActions}>
        <Button icon="toLeft" onClick={() => on.onParent(0)}>
          {t(words.asLeft)}
        </Button>
        <Button icon="toRight" onClick={() => on.onParent(1)}>
          {t(words.asRight)}
        </Button>
        <Button icon="save" onClick={on.onSave}>
          {t(words.save)}
        </Button>
        <Button icon="trash" variant="quiet" disabled={hasChildren} onClick={on.onRemove}>
          {t(words.take)}
        </Button>
      </div>
      <SendButtons picture={picture} to={["draw", "rate", "morph"]} />
      {hasChildren && <p className="muted">{t(words.hasChildren)}</p>}
    </aside>
  );
}
