import { useManifest } from "../../storage/manifest.ts";
import type { RaterPreference } from "../../storage/rater-preference.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { ratingWords } from "../../component/rating-words.ts";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Shows the last rating, whether it is stored, and an undo button. */
export function LastRating({
  preference,
  onUndo,
}: {
  readonly preference: RaterPreference;
  readonly onUndo: () => void;
}) {
  const { t, formatNumber } = useLanguage();
  const { data: manifest } = useManifest();
  const last = preference.ownRatings.at(-1);
  const waiting = preference.ratings.filter(({ state }) => state === "waiting").length;
  return (
    <div className={styles.said}>
      <div>
        <p role="status">{last && what()}</p>
        {last && (
          <small className={styles.state} data-state={waiting > 0 ? "waiting" : last.state}>
            <Icon name={last.state === "saved" ? "check" : last.state === "waiting" ? "upload" : "save"} />
            {waiting > 0 ? t(words.waiting, { count: waiting }) : t(kept())}
          </small>
        )}
      </div>
      <Button icon="undo" variant="quiet" disabled={!last} onClick={onUndo}>
        {t(words.undo)}
      </Button>
    </div>
  );

  function what(): string {
    const { rating, best, expected } = last!.rating;
    if (rating === undefined) return t(words.saidBest, { number: best! + 1 });
    const said = t(ratingWords[`${rating as -2}`]);
    if (!expected || preference.ownRatings.length < 4) return t(words.saidFirst, { rating: said });
    const guess = formatNumber(expected.mean, {
      signDisplay: "exceptZero",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    return t(words.said, { expected: guess, rating: said });
  }
  function kept() {
    if (last!.state !== "saved") return words.saving;
    return manifest?.kind === "site" ? words.savedHere : words.saved;
  }
}
