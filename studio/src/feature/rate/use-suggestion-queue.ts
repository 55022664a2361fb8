import { useCallback, useEffect, useRef, useState } from "react";
import type { Rating } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { PrefetchedPictures, SuggestionOptions } from "../../worker/rate/preference-service.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";

/** Queue of pictures to rate. */
export interface SuggestionQueue {
  readonly current: RenderedPicture | undefined;
  readonly error: unknown;
  /** Advances to the picture prefetched for this answer; the worker has already learned the answer. */
  readonly advance: (answer: Rating) => void;
  /** Shows a given picture, such as one whose rating was undone. */
  readonly show: (shown: RenderedPicture) => void;
}

/**
 * Returns a queue of suggested pictures. While one is shown, the next is prefetched twice, for a good and for a bad
 * rating, each chosen by the preferences after that rating: the next picture follows the answer without delay.
 *
 * @param choosing - undefined: not yet.
 * @param version - changes if the ratings change other than by ratings given here.
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

  // another rater or model starts a new queue
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

  // any other change invalidates the prefetched pictures
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
        prefetched.current.pictures.catch(() => {}); // the promise passes its error to the caller that awaits it
      },
      isNew ? 0 : 250, // debounces the slider
    );
    return () => clearTimeout(soon);
    // eslint-disable-next-line -- `how` is `suggestionOptions`
  }, [run, current, how, version]);

  const advance = useCallback(
    (answer: Rating) => {
      if (!suggestionOptions || !current) return;
      const mine = ++turn.current;
      const ready = prefetched.current?.after === current ? prefetched.current.pictures : undefined;
      // an answer before the prefetch completes waits for the worker, which learns the answer first
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
