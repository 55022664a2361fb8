import { useId } from "react";
import type { Person } from "../../engine/fuse.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { words } from "./words.ts";

/** See {@link Brood}. */
export interface BroodProps {
  readonly children: readonly Person[];
  /** Whether others take their place in a moment: nobody is to press a button that becomes another child's. */
  readonly isLeaving: boolean;
  readonly isInFamily: (child: Person) => boolean;
  readonly onJoin: (child: Person) => void;
  readonly onParent: (side: 0 | 1, child: Person) => void;
  readonly onSave: (child: Person, name: string) => void;
}

/** Children that were just born, each with what it has of whom. */
export function Brood({ children, isLeaving, isInFamily, onJoin, onParent, onSave }: BroodProps) {
  const { say } = useLanguage();
  const title = useId();
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{say(words.brood)}</h2>
      <p className="muted">{say(words.broodWhy)}</p>
      <ol className={styles.brood}>
        {children.map((child, at) => {
          const name = say(words.child, { number: at + 1 });
          const joined = isInFamily(child);
          return (
            <li key={child.key} style={{ animationDelay: `${at * 70}ms` }} aria-label={name}>
              <PictureCanvas pixels={child.shown.pixels} label={name} />
              {child.origin && <ShareBar share={child.origin.share} />}
              <RarityBadge rarity={child.rarity} />
              {child.origin && <OriginWords genes={child.origin.genes} />}
              <div className={styles.cardActions}>
                <Button icon={joined ? "check" : "plus"} disabled={joined || isLeaving} onClick={() => onJoin(child)}>
                  {say(joined ? words.inFamily : words.join)}
                </Button>
                <div className={styles.tools}>
                  <Button icon="toLeft" wordless disabled={isLeaving} onClick={() => onParent(0, child)}>
                    {say(words.asLeft)}
                  </Button>
                  <Button icon="toRight" wordless disabled={isLeaving} onClick={() => onParent(1, child)}>
                    {say(words.asRight)}
                  </Button>
                  <Button icon="save" wordless disabled={isLeaving} onClick={() => onSave(child, `child-${at + 1}`)}>
                    {say(words.save)}
                  </Button>
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
