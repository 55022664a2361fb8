import { useCallback, useEffect, useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { Choosing } from "../../engine/taste.ts";
import type { Shown } from "../../engine/shown.ts";
import { useRun } from "../../kept/run.tsx";
import type { UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { spokenTraits } from "../../part/trait-text.ts";
import { useKeys } from "../../part/use-keys.ts";
import styles from "./rate.module.css";
import { SaidLine } from "./said-line.tsx";
import { words } from "./words.ts";

const count = 9;
/** The nine have to differ among themselves more than pictures that come one by one, or there is nothing to pick. */
const variety = 0.9;

/** Nine pictures, of which the best is picked: that tells more than a lone rating. */
export function BestOfNine({ taste, choosing }: { readonly taste: UsedTaste; readonly choosing: Choosing }) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const run = facts!.id;
  const [shown, setShown] = useState<readonly Shown[]>();
  const [picked, setPicked] = useState<number>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);
  const how = useRef(choosing);
  useEffect(() => {
    how.current = choosing;
  });
  const deal = useCallback(
    async (salt: number): Promise<void> => {
      const mine = ++turn.current;
      try {
        const asked = { ...how.current, seed: how.current.seed + salt, variety };
        const some = await engine().taste.several(run, asked, count);
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
  const { open, version } = taste;
  const { rater } = choosing;
  useEffect(() => {
    if (open) void deal(0);
  }, [deal, open, rater, version]);
  const pick = (place: number): void => {
    if (!shown || picked !== undefined || !(place in shown)) return;
    setPicked(place);
    taste.best(run, shown, place).catch(setError);
    void deal(0); // the worker learns first: it answers in order
  };
  const undo = (): void => {
    const before = taste.own.at(-1);
    if (before) taste.forget(before).catch(setError);
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
      <p className={styles.ask}>{say(words.nineAsk)}</p>
      <ul className={styles.nine}>
        {Array.from({ length: count }, (_, place) => {
          const one = shown?.[place];
          const shows = one && say(spokenTraits(facts!.attributes, one.card.values));
          return (
            <li key={place}>
              <button
                type="button"
                className={styles.pick}
                data-picked={picked === place || undefined}
                data-passed={(picked !== undefined && picked !== place) || undefined}
                disabled={!one}
                aria-label={
                  shows ? say(words.nineShows, { number: place + 1, shows }) : say(words.nineOne, { number: place + 1 })
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
        {say(words.nineOthers)}
      </Button>
      <SaidLine taste={taste} onUndo={undo} />
      <p className={`muted ${styles.keys}`}>{say(words.nineKeys)}</p>
      <ErrorNote error={error ?? taste.error} />
    </div>
  );
}
