import { useCallback, useEffect, useRef, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { SuggestionOptions } from "../../worker/rate/preference-service.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { useRun } from "../../storage/current-run.tsx";
import type { RaterPreference } from "../../storage/rater-preference.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { attributeSummary } from "../../component/attribute-text.ts";
import { useKeys } from "../../component/use-keys.ts";
import styles from "./rate.module.css";
import { LastRating } from "./last-rating.tsx";
import { words } from "./words.ts";

const count = 9;
/** Variety of the nine pictures; higher than for single pictures, so that they differ. */
const variety = 0.9;

/** Shows nine pictures to pick the best of; a choice carries more information than a single rating. */
export function BestOfNine({
  preference,
  suggestionOptions,
}: {
  readonly preference: RaterPreference;
  readonly suggestionOptions: SuggestionOptions;
}) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const [shown, setShown] = useState<readonly RenderedPicture[]>();
  const [picked, setPicked] = useState<number>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);
  const how = useRef(suggestionOptions);
  useEffect(() => {
    how.current = suggestionOptions;
  });
  const deal = useCallback(
    async (salt: number): Promise<void> => {
      const mine = ++turn.current;
      try {
        const options = { ...how.current, seed: how.current.seed + salt, variety };
        const some = await engine().preference.suggestBatch(run, options, count);
        if (mine !== turn.current) return;
        setShown(some);
        setPicked(undefined);
        setError(undefined);
      } catch (thrown) {
        if (mine === turn.current) setError(thrown);
      }
    },
    [run],
  );
  const { isLoaded, version } = preference;
  const { rater } = suggestionOptions;
  useEffect(() => {
    if (isLoaded) void deal(0);
  }, [deal, isLoaded, rater, version]);
  const pick = (place: number): void => {
    if (!shown || picked !== undefined || !(place in shown)) return;
    setPicked(place);
    preference.addChoice(run, shown, place).catch(setError);
    void deal(0); // the worker answers in order: it learns the choice before the next request
  };
  const undo = (): void => {
    const before = preference.ownRatings.at(-1);
    if (before) preference.removeRating(before).catch(setError);
  };
  const again = useRef(0);
  const others = (): void => void deal(++again.current);
  useKeys((key) => {
    if (/^[1-9]$/.test(key)) pick(Number(key) - 1);
    else if (key === "n") others();
    else if (key === "u" || key === "command-z") undo();
    else return false;
    return true;
  });
  return (
    <div className={styles.one}>
      <p className={styles.ask}>{t(words.nineAsk)}</p>
      <ul className={styles.nine}>
        {Array.from({ length: count }, (_, place) => {
          const one = shown?.[place];
          const shows = one && t(attributeSummary(facts!.attributes, one.candidate.values));
          return (
            <li key={place}>
              <button
                type="button"
                className={styles.pick}
                data-picked={picked === place || undefined}
                data-passed={(picked !== undefined && picked !== place) || undefined}
                disabled={!one}
                aria-label={
                  shows ? t(words.nineShows, { number: place + 1, shows }) : t(words.nineOne, { number: place + 1 })
                }
                onClick={() => pick(place)}
              >
                <PictureCanvas pixels={one?.pixels} label="" />
                <kbd>{place + 1}</kbd>
              </button>
            </li>
          );
        })}
      </ul>
      <Button icon="dice" onClick={others}>
        {t(words.nineOthers)}
      </Button>
      <LastRating preference={preference} onUndo={undo} />
      <p className={`muted ${styles.keys}`}>{t(words.nineKeys)}</p>
      <ErrorNote error={error ?? preference.error} />
    </div>
  );
}
