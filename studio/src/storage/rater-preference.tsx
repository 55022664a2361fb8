import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { ratingRecord, type Candidate, type ImportResult, type Rating } from "omakase/studio";
import type { RenderedPicture } from "../worker/rendered-picture.ts";
import { updateGalleryPicture, addToGallery, pictureKey } from "./gallery.ts";
import { useManifest } from "./manifest.ts";
import { useRater } from "./rater.tsx";
import { openRatingStore, type TrackedRating, type RatingStoreState } from "./rating-store.ts";
import { useRun } from "./current-run.tsx";

/** Preferences of the current rater for pictures of the current model. */
export interface RaterPreference extends RatingStoreState {
  /** Ratings and choices of the rater, oldest first. */
  readonly ownRatings: readonly TrackedRating[];
  /** Other raters of this model's pictures. */
  readonly otherRaters: readonly string[];
  /**
   * Rates a picture; resolves once the preference model has learned it. The gallery stores the rating. A rating
   * replaces the rater's earlier one, unless the picture was shown `again` as a repeat: repeats measure reliability.
   */
  readonly rate: (runId: string, shown: RenderedPicture, value: Rating, again?: boolean) => Promise<void>;
  /** Records which of several pictures is the best; `place` is its index. */
  readonly addChoice: (runId: string, shown: readonly RenderedPicture[], place: number) => Promise<void>;
  /** Removes one rating or choice. */
  readonly removeRating: (one: TrackedRating) => Promise<void>;
  /** Brings a removed rating back. */
  readonly restoreRating: (one: TrackedRating) => Promise<void>;
  /** Removes all ratings and choices of the rater. */
  readonly clearRatings: () => Promise<void>;
  /** Imports a file of ratings. */
  readonly importRatings: (name: string, text: string) => Promise<ImportResult>;
}

const emptyState: RatingStoreState = { ratings: [], isLoaded: false, version: 0, error: undefined };

/** Returns the rater's ratings of the current model's pictures, and functions to change them. */
export function useRaterPreference(): RaterPreference {
  const { data: manifest } = useManifest();
  const { facts } = useRun();
  const { name: rater } = useRater();
  const kind = manifest?.kind;
  const [id, hash] = [facts?.id, facts?.hash];
  const store = useMemo(
    () => (kind !== undefined && id !== undefined && hash !== undefined ? openRatingStore(id, hash, kind) : undefined),
    [kind, id, hash],
  );
  const state = useSyncExternalStore(
    useCallback((listener: () => void) => store?.subscribe(listener) ?? (() => {}), [store]),
    () => store?.current() ?? emptyState,
  );
  const { ratings } = state;
  const ownRatings = useMemo(() => ratings.filter(({ rating }) => rating.rater === rater), [ratings, rater]);
  const otherRaters = useMemo(
    () => [...new Set(ratings.map(({ rating }) => rating.rater))].filter((name) => name !== rater),
    [ratings, rater],
  );
  const actions = useMemo(
    () => ({
      async rate(runId: string, shown: RenderedPicture, value: Rating, again = false) {
        if (!store || runId !== id) return;
        const said = store
          .current()
          .ratings.filter(({ rating }) => rating.rater === rater && rating.rating !== undefined);
        const before = said.findLast(({ rating }) => rating.candidates[0].id === shown.candidate.id);
        if (before && !again) {
          if (before.rating.rating === value) return;
          await store.remove(before.key);
        }
        const time = Date.now(); // the page is a host
        await store.add({ rater, time, candidates: [shown.candidate], rating: value });
        await addToGallery(runId, [shown], time);
        await updateGalleryPicture(pictureKey(shown), { rating: value });
      },
      async addChoice(runId: string, shown: readonly RenderedPicture[], place: number) {
        if (!store || runId !== id) return;
        const time = Date.now(); // the page is a host
        await store.add({ rater, time, candidates: shown.map(({ candidate }) => candidate), best: place });
        await addToGallery(runId, [shown[place]], time);
      },
      async removeRating({ key, rating }: TrackedRating) {
        await store?.remove(key);
        const [candidate, ...more] = rating.candidates;
        if (hash !== undefined && more.length === 0)
          await updateGalleryPicture(candidatePictureKey(hash, candidate.id), { rating: undefined });
      },
      async restoreRating({ rating: request }: TrackedRating) {
        const record = ratingRecord(request);
        await store?.add(record);
        const { rating, candidates } = record;
        if (hash !== undefined && rating !== undefined)
          await updateGalleryPicture(candidatePictureKey(hash, candidates[0].id), { rating });
      },
      async clearRatings() {
        const gone = store?.current().ratings.filter(({ rating }) => rating.rater === rater) ?? [];
        await store?.clear(rater);
        for (const { rating } of gone)
          if (rating.rating !== undefined)
            await updateGalleryPicture(candidatePictureKey(hash!, rating.candidates[0].id), { rating: undefined });
      },
      async importRatings(name: string, text: string) {
        return (await store?.importFile(name, text)) ?? { added: 0, known: 0 };
      },
    }),
    [store, id, hash, rater],
  );
  return useMemo(() => ({ ...state, ownRatings, otherRaters, ...actions }), [state, ownRatings, otherRaters, actions]);
}

/**
 * Returns the worker's answer about the current ratings, requested again `delay` milliseconds after the last change of
 * `key`; the previous answer stays until then.
 */
export function useDelayedAnswer<Answer>(
  ask: (() => Promise<Answer>) | undefined,
  key: string,
  delay: number,
): { readonly answer: Answer | undefined; readonly error: unknown } {
  const [state, setState] = useState<{ answer: Answer | undefined; error: unknown }>({
    answer: undefined,
    error: undefined,
  });
  useEffect(() => {
    if (!ask) return;
    let current = true;
    const soon = setTimeout(() => {
      ask().then(
        (answer) => current && setState({ answer, error: undefined }),
        (error: unknown) => current && setState((before) => ({ ...before, error })),
      );
    }, delay);
    return () => {
      current = false;
      clearTimeout(soon);
    };
    // eslint-disable-next-line -- `ask` is new each time; `key` says what it asks about
  }, [key, delay, ask !== undefined]);
  return state;
}

function candidatePictureKey(modelHash: string, id: string): string {
  return pictureKey({ recipe: { modelHash } as RenderedPicture["recipe"], candidate: { id } as Candidate });
}
