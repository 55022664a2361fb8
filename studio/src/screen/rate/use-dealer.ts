import { useCallback, useEffect, useRef, useState } from "react";
import type { Rating } from "omakase";
import { engine } from "../../engine/client.ts";
import type { Ahead, Choosing } from "../../engine/taste.ts";
import type { Shown } from "../../engine/shown.ts";

/** Pictures to rate, one after the other. */
export interface Dealer {
  readonly shown: Shown | undefined;
  readonly error: unknown;
  /** Goes on to the picture that follows such an answer, which the worker has been told. */
  readonly advance: (answer: Rating) => void;
  /** Shows a certain picture, one that was taken back. */
  readonly show: (shown: Shown) => void;
}

/**
 * Deals pictures. While somebody looks at one, those after it are drawn already: one for a good and one for a bad
 * answer, chosen by what the taste will be then. So the next picture follows the answer, and nobody waits.
 *
 * @param choosing - undefined: not yet.
 * @param version - changes when the ratings are others than those that were given here.
 */
export function useDealer(run: string, choosing: Choosing | undefined, version: number): Dealer {
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<unknown>();
  const ahead = useRef<{ readonly after: Shown; readonly pictures: Promise<Ahead> } | undefined>(undefined);
  const turn = useRef(0);
  const rater = choosing?.rater;

  // somebody else, or another model: another picture
  useEffect(() => {
    if (rater === undefined) return;
    const mine = ++turn.current;
    setShown(undefined);
    setError(undefined);
    engine()
      .taste.next(run, choosing!)
      .then(
        (one) => mine === turn.current && setShown(one),
        (thrown: unknown) => mine === turn.current && setError(thrown),
      );
    // eslint-disable-next-line -- the rest of `choosing` is for the pictures after it
  }, [run, rater]);

  // what comes after it is chosen anew when anything else changes
  const how = JSON.stringify(choosing);
  const before = useRef<Shown | undefined>(undefined);
  useEffect(() => {
    ahead.current = undefined;
    if (!shown || !choosing) return;
    const isNew = before.current !== shown;
    before.current = shown;
    const soon = setTimeout(
      () => {
        ahead.current = { after: shown, pictures: engine().taste.ahead(run, choosing, shown.card) };
        ahead.current.pictures.catch(() => {}); // whoever waits for them hears of it
      },
      isNew ? 0 : 250, // somebody slides
    );
    return () => clearTimeout(soon);
    // eslint-disable-next-line -- `how` is `choosing`
  }, [run, shown, how, version]);

  const advance = useCallback(
    (answer: Rating) => {
      if (!choosing || !shown) return;
      const mine = ++turn.current;
      const ready = ahead.current?.after === shown ? ahead.current.pictures : undefined;
      // who answers before they are drawn waits for the worker, which learns the answer first
      const next = ready?.then(({ good, bad }) => (answer > 0 ? good : bad)) ?? engine().taste.next(run, choosing);
      setShown(undefined);
      next.then(
        (one) => mine === turn.current && setShown(one),
        (thrown: unknown) => {
          if (mine !== turn.current) return;
          setError(thrown);
          setShown(shown);
        },
      );
    },
    // eslint-disable-next-line -- `how` is `choosing`
    [run, shown, how],
  );
  const show = useCallback((one: Shown) => {
    turn.current++;
    setShown(one);
  }, []);
  return { shown, error, advance, show };
}
