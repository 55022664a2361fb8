import type { Individual } from "../../worker/fuse/fuse-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { RarityBadge } from "../../component/rarity-badge.tsx";
import { TasteButton } from "../../component/taste-button.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { words } from "./words.ts";

/** See {@link ParentsPanel}. */
export interface ParentsPanelProps {
  readonly parents: readonly [Individual | undefined, Individual | undefined];
  /** Side of the parent that is chosen next. */
  readonly active: 0 | 1;
  readonly busy: boolean;
  readonly onActive: (side: 0 | 1) => void;
  /** Draws a new parent: by chance, or to the rater's taste. */
  readonly onRandom: (side: 0 | 1, liked: boolean) => void;
  /** Preview of a child. */
  readonly child: Individual | undefined;
  readonly isJoined: boolean;
  readonly onReroll: () => void;
  readonly onJoin: () => void;
}

const sides = [
  { side: 0, of: "left", who: words.left, choose: words.chooseLeft, fresh: words.freshLeft },
  { side: 1, of: "right", who: words.right, choose: words.chooseRight, fresh: words.freshRight },
] as const;

/** Renders the two parents, and between them a preview of a child under the current sliders. */
export function ParentsPanel(props: ParentsPanelProps) {
  const { parents, active, busy, onActive, onRandom, child, isJoined, onReroll, onJoin } = props;
  const { t } = useLanguage();
  const [left, right] = sides.map(({ side, of, who, choose, fresh }) => (
    <div key={of} className={styles.parent} data-of={of}>
      <h2>{t(who)}</h2>
      <button
        type="button"
        className={styles.slot}
        aria-pressed={active === side}
        aria-label={t(choose)}
        title={t(choose)}
        onClick={() => onActive(side)}
      >
        <PictureCanvas pixels={parents[side]?.picture.pixels} label="" />
        {!parents[side] && <span>{t(words.nobody)}</span>}
      </button>
      <div className="row">
        <RarityBadge rarity={parents[side]?.rarity} />
        <span className={styles.fresh}>
          <Button icon="dice" variant="quiet" iconOnly disabled={busy} onClick={() => onRandom(side, false)}>
            {t(fresh)}
          </Button>
          <TasteButton variant="quiet" iconOnly disabled={busy} onClick={() => onRandom(side, true)} />
        </span>
      </div>
    </div>
  ));
  return (
    <section className={`panel ${styles.couple}`} aria-label={t(words.preview)}>
      {left}
      <div className={styles.expected}>
        <h2>{t(words.preview)}</h2>
        <PictureCanvas pixels={child?.picture.pixels} label={t(words.preview)} />
        {child?.origin && <ShareBar share={child.origin.share} />}
        <div className="row">
          <RarityBadge rarity={child?.rarity} />
          {child?.origin && <OriginWords genes={child.origin.genes} />}
        </div>
        <div className={styles.actions}>
          <Button icon="dice" onClick={onReroll} disabled={!child}>
            {t(words.reroll)}
          </Button>
          <Button icon={isJoined ? "check" : "plus"} onClick={onJoin} disabled={!child || isJoined}>
            {t(isJoined ? words.inFamily : words.join)}
          </Button>
        </div>
      </div>
      {right}
    </section>
  );
}
