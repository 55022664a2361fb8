import type { Person } from "../../engine/fuse.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { OriginWords, ShareBar } from "./origin-words.tsx";
import { words } from "./words.ts";

/** See {@link Couple}. */
export interface CoupleProps {
  readonly parents: readonly [Person | undefined, Person | undefined];
  /** Which of them is chosen next. */
  readonly active: 0 | 1;
  readonly busy: boolean;
  readonly onActive: (side: 0 | 1) => void;
  readonly onFresh: (side: 0 | 1) => void;
  /** What a child may look like. */
  readonly child: Person | undefined;
  readonly isJoined: boolean;
  readonly onReroll: () => void;
  readonly onJoin: () => void;
}

const sides = [
  { side: 0, of: "left", who: words.left, choose: words.chooseLeft, fresh: words.freshLeft },
  { side: 1, of: "right", who: words.right, choose: words.chooseRight, fresh: words.freshRight },
] as const;

/** The two parents, and between them a child as the sliders want it. */
export function Couple(props: CoupleProps) {
  const { parents, active, busy, onActive, onFresh, child, isJoined, onReroll, onJoin } = props;
  const { say } = useLanguage();
  const [left, right] = sides.map(({ side, of, who, choose, fresh }) => (
    <div key={of} className={styles.parent} data-of={of}>
      <h2>{say(who)}</h2>
      <button
        type="button"
        className={styles.slot}
        aria-pressed={active === side}
        aria-label={say(choose)}
        title={say(choose)}
        onClick={() => onActive(side)}
      >
        <PictureCanvas pixels={parents[side]?.shown.pixels} label="" />
        {!parents[side] && <span>{say(words.nobody)}</span>}
      </button>
      <div className="row">
        <RarityBadge rarity={parents[side]?.rarity} />
        <Button icon="dice" look="quiet" wordless disabled={busy} onClick={() => onFresh(side)}>
          {say(fresh)}
        </Button>
      </div>
    </div>
  ));
  return (
    <section className={`panel ${styles.couple}`} aria-label={say(words.preview)}>
      {left}
      <div className={styles.expected}>
        <h2>{say(words.preview)}</h2>
        <PictureCanvas pixels={child?.shown.pixels} label={say(words.preview)} />
        {child?.origin && <ShareBar share={child.origin.share} />}
        <div className="row">
          <RarityBadge rarity={child?.rarity} />
          {child?.origin && <OriginWords genes={child.origin.genes} />}
        </div>
        <div className={styles.actions}>
          <Button icon="dice" onClick={onReroll} disabled={!child}>
            {say(words.reroll)}
          </Button>
          <Button icon={isJoined ? "check" : "plus"} onClick={onJoin} disabled={!child || isJoined}>
            {say(isJoined ? words.inFamily : words.join)}
          </Button>
        </div>
      </div>
      {right}
    </section>
  );
}
