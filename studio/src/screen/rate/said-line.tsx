import { useManifest } from "../../kept/manifest.ts";
import type { UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Icon } from "../../part/icon.tsx";
import { ratingWords } from "../../part/rating-words.ts";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** What was said last, whether it is kept, and how to take it back. */
export function SaidLine({ taste, onUndo }: { readonly taste: UsedTaste; readonly onUndo: () => void }) {
  const { say, number } = useLanguage();
  const { data: manifest } = useManifest();
  const last = taste.own.at(-1);
  const waiting = taste.held.filter(({ state }) => state === "waiting").length;
  return (
    <div className={styles.said}>
      <div>
        <p role="status">{last && what()}</p>
        {last && (
          <small className={styles.state} data-state={waiting > 0 ? "waiting" : last.state}>
            <Icon name={last.state === "saved" ? "check" : last.state === "waiting" ? "upload" : "save"} />
            {waiting > 0 ? say(words.waiting, { count: waiting }) : say(kept())}
          </small>
        )}
      </div>
      <Button icon="undo" look="quiet" disabled={!last} onClick={onUndo}>
        {say(words.undo)}
      </Button>
    </div>
  );

  function what(): string {
    const { rating, best, expected } = last!.rating;
    if (rating === undefined) return say(words.saidBest, { number: best! + 1 });
    const said = say(ratingWords[`${rating as -2}`]);
    if (!expected || taste.own.length < 4) return say(words.saidFirst, { rating: said });
    const guess = number(expected.mean, {
      signDisplay: "exceptZero",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    return say(words.said, { expected: guess, rating: said });
  }
  function kept() {
    if (last!.state !== "saved") return words.saving;
    return manifest?.kind === "site" ? words.savedHere : words.saved;
  }
}
