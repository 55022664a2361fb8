import { useCallback, useEffect, useRef, useState } from "react";
import type { Rating } from "omakase";
import { engine } from "../../worker/client.ts";
import type { PrefetchedPictures, SuggestionOptions } from "../../worker/rate/preference-service.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";

/** Pictures to rate, one after the other. */
export interface SuggestionQueue {
  readonly current: RenderedPicture | undefined;
  readonly error: unknown;
  /** Goes on to the picture that follows such an answer, which the worker has been told. */
  readonly advance: (answer: Rating) => void;
  /** Shows a certain picture, one that was taken back. */
  readonly show: (shown: RenderedPicture) => void;
}

/**
 * Deals pictures. While somebody looks at one, those after it are drawn already: one for a good and one for a bad
 * answer, chosen by what the taste will be then. So the next picture follows the answer, and nobody waits.
 *
 * @param choosing - undefined: not yet.
 * @param version - changes when the ratings are others than those that were given here.
 */
export function useSuggestionQueue(
  run: string,
  suggestionOptions: SuggestionOptions | undefined,
  version: number,
): SuggestionQueue {
  const [current, setShown] = useState<RenderedPicture>();
  const [error, setError] = useState<unknown>();
  const prefetched = useRef<
    { readonly after: RenderedPicture; readonly pictures: Promise<PrefetchedPictures> } | undefined
  >(undefined);
  const turn = useRef(0);
  const rater = suggestionOptions?.rater;

  // somebody else, or another model: another picture
  useEffect(() => {
    if (rater === undefined) return;
    const mine = ++turn.current;
    setShown(undefined);
    setError(undefined);
    engine()
      .preference.suggest(run, suggestionOptions!)
      .then(
        (one) => mine === turn.current && setShown(one),
        (thrown: unknown) => mine === turn.current && setError(thrown),
      );
    // eslint-disable-next-line -- the rest of `suggestionOptions` is for the pictures after it
  }, [run, rater]);

  // what comes after it is chosen anew when anything else changes
  const how = JSON.stringify(suggestionOptions);
  const before = useRef<RenderedPicture | undefined>(undefined);
  useEffect(() => {
    prefetched.current = undefined;
    if (!current || !suggestionOptions) return;
    const isNew = before.current !== current;
    before.current = current;
    const soon = setTimeout(
      () => {
        prefetched.current = {
          after: current,
          pictures: engine().preference.prefetch(run, suggestionOptions, current.candidate),
        };
        prefetched.current.pictures.catch(() => {}); // whoever waits for them hears of it
      },
      isNew ? 0 : 250, // somebody slides
    );
    return () => clearTimeout(soon);
    // eslint-disable-next-line -- `how` is `suggestionOptions`
  }, [run, current, how, version]);

  const advance = useCallback(
    (answer: Rating) => {
      if (!suggestionOptions || !current) return;
      const mine = ++turn.current;
      const ready = prefetched.current?.after === current ? prefetched.current.pictures : undefined;
      // who answers before they are drawn waits for the worker, which learns the answer first
      const next =
        ready?.then(({ afterGood, afterBad }) => (answer > 0 ? afterGood : afterBad)) ??
        engine().preference.suggest(run, suggestionOptions);
      setShown(undefined);
      next.then(
        (one) => mine === turn.current && setShown(one),
        (thrown: unknown) => {
          if (mine !== turn.current) return;
          setError(thrown);
          setShown(current);
        },
      );
    },
    // eslint-disable-next-line -- `how` is `suggestionOptions`
    [run, current, how],
  );
  const show = useCallback((one: RenderedPicture) => {
    turn.current++;
    setShown(one);
  }, []);
  return { current, error, advance, show };
}
