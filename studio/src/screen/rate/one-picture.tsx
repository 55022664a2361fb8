import { useEffect, useState } from "react";
import { ratingRecord, type Rating } from "omakase";
import { engine } from "../../engine/client.ts";
import type { Choosing } from "../../engine/taste.ts";
import { useRun } from "../../kept/run.tsx";
import type { UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RatingButtons } from "../../part/rating-buttons.tsx";
import { spokenTraits } from "../../part/trait-text.ts";
import { useKeys } from "../../part/use-keys.ts";
import styles from "./rate.module.css";
import { SaidLine } from "./said-line.tsx";
import { useDealer } from "./use-dealer.ts";
import { words } from "./words.ts";

const keys: Readonly<Record<Rating, string>> = { [-2]: "1", [-1]: "B ←", 0: "3", 1: "G →", 2: "5" };
const answers: Readonly<Record<string, Rating>> = {
  g: 1,
  arrowright: 1,
  b: -1,
  arrowleft: -1,
  "1": -2,
  "2": -1,
  "3": 0,
  "4": 1,
  "5": 2,
};

/** One large picture, and how good or bad it is. */
export function OnePicture({ taste, choosing }: { readonly taste: UsedTaste; readonly choosing: Choosing }) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const dealer = useDealer(run, taste.open ? choosing : undefined, taste.version);
  const { shown } = dealer;
  const [error, setError] = useState<unknown>();
  const [last, setLast] = useState(shown); // stays to be seen until the next is there
  useEffect(() => {
    if (shown) setLast(shown);
  }, [shown]);
  const rate = (rating: Rating): void => {
    if (!shown) return;
    setError(undefined);
    taste.rate(run, shown, rating, true).catch(setError); // one that came before is a quiet repeat
    dealer.advance(rating);
  };
  const undo = async (): Promise<void> => {
    const before = taste.own.at(-1);
    if (!before) return;
    const { cards } = ratingRecord(before.rating);
    await taste.forget(before);
    if (cards.length > 1) return;
    const [drawn] = await engine().draw.cards(run, [cards[0]]);
    dealer.show(drawn);
  };
  const takeBack = (): void => void undo().catch(setError);
  useKeys((key) => {
    if (key in answers) rate(answers[key]);
    else if (key === "u" || key === "command-z") takeBack();
    else return false;
    return true;
  });
  const shows = shown && say(spokenTraits(facts!.attributes, shown.card.values));
  const label = !shown ? say(words.dealing) : shows ? say(words.pictureShows, { shows }) : say(words.picture);
  return (
    <div className={styles.one}>
      <div className={styles.large} data-waiting={!shown || undefined}>
        <PictureCanvas pixels={(shown ?? last)?.pixels} label={label} />
      </div>
      <p className="unseen" aria-live="polite">
        {shown && label}
      </p>
      <RatingButtons onRate={rate} keys={keys} />
      <SaidLine taste={taste} onUndo={takeBack} />
      <p className={`muted ${styles.keys}`}>{say(words.keys)}</p>
      <ErrorNote error={error ?? dealer.error ?? taste.error} />
    </div>
  );
}
