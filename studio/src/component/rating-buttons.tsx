import type { ReactNode } from "react";
import type { Rating } from "omakase/studio";
import { useLanguage } from "../language/language.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { ratingScale, ratingWords } from "./rating-words.ts";
import styles from "./rating-buttons.module.css";

/** See {@link RatingButtons}. */
export interface RatingButtonsProps {
  readonly onRate: (rating: Rating) => void;
  /** Current rating, −2 … 2. Default: none. */
  readonly rating?: number;
  /** Whether no picture can be rated now; the button that was pressed keeps the focus. */
  readonly disabled?: boolean;
  /** Shows icons alone; the texts stay as tooltips and for screen readers. */
  readonly small?: boolean;
  /** Key label of each button; the caller handles the keys. Default: none. */
  readonly keys?: Readonly<Record<Rating, string>>;
}

const faces: Readonly<Record<Rating, IconName>> = { [-2]: "awful", [-1]: "bad", 0: "soso", 1: "good", 2: "great" };

/** Lets a word break only after its first part: とても｜苦手. */
function breakable(word: string): ReactNode {
  const [, very, rest] = /^(とても)(.+)$/.exec(word) ?? [];
  if (very === undefined) return word;
  return (
    <>
      {very}
      <wbr />
      {rest}
    </>
  );
}

/** Renders five buttons that rate a picture, from very bad (−2) to very good (2). */
export function RatingButtons({ onRate, rating, disabled, small = false, keys }: RatingButtonsProps) {
  const { t } = useLanguage();
  return (
    <div className={styles.buttons} role="group" aria-label={t(ratingWords.group)} data-small={small || undefined}>
      {ratingScale.map((value) => {
        const word = t(ratingWords[value]);
        return (
          <button
            key={value}
            type="button"
            className={styles.button}
            data-side={value > 0 ? "good" : value < 0 ? "bad" : undefined}
            data-main={(!small && Math.abs(value) === 1) || undefined}
            aria-pressed={rating === undefined ? undefined : rating === value}
            aria-disabled={disabled || undefined}
            aria-label={word}
            title={small ? word : undefined}
            onClick={() => !disabled && onRate(value)}
          >
            <Icon name={faces[value]} />
            {!small && <span>{breakable(word)}</span>}
            {keys && !small && <kbd className={styles.key}>{keys[value]}</kbd>}
          </button>
        );
      })}
    </div>
  );
}
