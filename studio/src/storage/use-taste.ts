import { useCallback, useMemo } from "react";
import { engine } from "../worker/client.ts";
import type { SampledPicture } from "../worker/draw/draw-batch.ts";
import type { AttributeSetting } from "../worker/draw/draw-request.ts";
import { useRun } from "./current-run.tsx";
import { useRaterPreference } from "./rater-preference.tsx";
import { useRater } from "./rater.tsx";
import { useTraitRules } from "./use-trait-rules.ts";

/** Number of ratings after which pictures are drawn to a taste. */
export const ratingsForTaste = 10;

/** Taste of the current rater, as far as it can draw. */
export interface Taste {
  /** Number of the rater's ratings and choices. */
  readonly ratedCount: number;
  /** Whether the ratings have been read. */
  readonly isLoaded: boolean;
  /** Whether there are enough ratings; see {@link ratingsForTaste}. */
  readonly isReady: boolean;
  /**
   * Draws pictures to the taste.
   *
   * @param settings - for each attribute; a value stays as it is. Default: all follow the taste.
   */
  readonly draw: (
    seed: number,
    count: number,
    settings?: readonly AttributeSetting[],
  ) => Promise<readonly SampledPicture[]>;
}

/** Exploitation and variety of the draws, 0–1: most pictures are surely liked, some explore, and no two are alike. */
const [exploitation, variety] = [0.6, 0.9];

/** See {@link Taste}. */
export function useTaste(): Taste {
  const { facts } = useRun();
  const { name: rater } = useRater();
  const { ownRatings, isLoaded } = useRaterPreference();
  const { rules } = useTraitRules();
  const id = facts!.id;
  const draw = useCallback(
    async (seed: number, count: number, settings: readonly AttributeSetting[] = []) =>
      await engine().preference.drawLiked(
        id,
        { rater, allRaters: false, exploitation, variety, rules, seed },
        count,
        settings,
      ),
    [id, rater, rules],
  );
  const ratedCount = ownRatings.length;
  return useMemo(
    () => ({ ratedCount, isLoaded, isReady: isLoaded && ratedCount >= ratingsForTaste, draw }),
    [ratedCount, isLoaded, draw],
  );
}
