import { useEffect, useId, useRef } from "react";
import type { Individual } from "../../worker/fuse/fuse-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { RarityBadge } from "../../component/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { words } from "./words.ts";

/** See {@link OffspringPanel}. */
export interface OffspringPanelProps {
  readonly children: readonly Individual[];
  /** Whether new offspring are about to replace these; the buttons are disabled meanwhile. */
  readonly isReplacing: boolean;
  readonly isInFamily: (child: Individual) => boolean;
  readonly onJoin: (child: Individual) => void;
  readonly onParent: (side: 0 | 1, child: Individual) => void;
  readonly onSave: (child: Individual, name: string) => void;
}

/** Renders the latest offspring, each with the origin of its genes. */
export function OffspringPanel({ children, isReplacing, isInFamily, onJoin, onParent, onSave }: OffspringPanelProps) {
  const { t } = useLanguage();
  const title = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => bringIntoView(panel.current), [children]); // they are born below the window
  return (
    <section ref={panel} className="panel" aria-labelledby={title}>
      <h2 id={title}>{t(words.offspring)}</h2>
      <p className="muted">{t(words.offspringHelp)}</p>
      <ol className={styles.brood}>
        {children.map((child, at) => {
          const name = t(words.child, { number: at + 1 });
          const joined = isInFamily(child);
          return (
            <li key={child.key} style={{ animationDelay: `${at * 70}ms` }} aria-label={name}>
              <PictureCanvas pixels={child.picture.pixels} label={name} />
              {child.origin && <ShareBar share={child.origin.share} />}
              <RarityBadge rarity={child.rarity} />
              {child.origin && <OriginWords genes={child.origin.genes} />}
              <div className={styles.cardActions}>
                <Button icon={joined ? "check" : "plus"} disabled={joined || isReplacing} onClick={() => onJoin(child)}>
                  {t(joined ? words.inFamily : words.join)}
                </Button>
                <div className={styles.tools}>
                  <Button icon="toLeft" iconOnly disabled={isReplacing} onClick={() => onParent(0, child)}>
                    {t(words.asLeft)}
                  </Button>
                  <Button icon="toRight" iconOnly disabled={isReplacing} onClick={() => onParent(1, child)}>
                    {t(words.asRight)}
                  </Button>
                  <Button icon="save" iconOnly disabled={isReplacing} onClick={() => onSave(child, `child-${at + 1}`)}>
                    {t(words.save)}
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
