import { OmakaseError } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import type { Candidate } from "./candidate.ts";
import { crossDesigns, identifyDesign, type Design } from "./sample-design.ts";
import { embed, type Embedding } from "./embedding.ts";
import { meanPredictor } from "./mean-predictor.ts";
import { posterior } from "./posterior.ts";
import type { PreferenceModel } from "./preference-model.ts";
import { areNearDuplicates, designDistance, typicalDistance } from "./design-distance.ts";
import { sampleUsualDesign, usualRanges, withUsualNumbers } from "./usual-ranges.ts";
import { preferenceText } from "../text/index.ts";

/** Options of {@link suggest}. */
export interface SuggestOptions {
  /** Seed of all random decisions. Default 1. */
  readonly seed?: number;
  /** Number of candidates, ≥ 1. Default 1. */
  readonly count?: number;
  /** Exploitation: 0 explores the unknown, 1 shows what is surely liked. Default 1. */
  readonly exploitation?: number;
  /** Minimum distance from the ten candidates before, as a share of the model's typical distance, 0–1. Default 0.6. */
  readonly variety?: number;
  /** Designs shown before, newest last. Default none. */
  readonly history?: readonly Design[];
  /**
   * Returns the points that a design loses, whatever the exploitation: 10 for a trait that is never wanted, negative
   * for a wanted one. Default none.
   */
  readonly penalty?: (design: Design) => number;
}

/** Random candidates, offspring per generation, generations, parents, and finalists with an exact posterior. */
const [sampledCount, childCount, generationCount, parentCount, finalistCount] = [150, 100, 3, 16, 32];
/** Number of earlier candidates that a new one must differ from. */
const historyWindow = 10;

interface ScoredDesign extends Design {
  readonly embedded: Embedding;
  readonly mean: number;
  readonly penalty: number;
  /** Missing share of the wanted variety, 0–1. */
  missing: number;
}

/**
 * Suggests candidates. An evolutionary search starts from random designs and crosses the best with each other, with
 * liked ones, and with new ones. Numbers such as a pose stay within the middle 90 % of the training images. Among the results that differ enough from the last shown, it takes the highest score:
 * `exploitation` times the predicted mean, plus the rest times a random deviation in proportion to the uncertainty
 * (tempered Thompson sampling: Thompson 1933).
 *
 * @param preference - model of the rater.
 * @param options - seed, count, exploitation, variety, history and penalty.
 * @returns candidates whose ids are hashes of their numbers.
 * @throws OmakaseError `option` for an option out of range.
 */
export function suggest(preference: PreferenceModel, options: SuggestOptions = {}): Candidate[] {
  const { seed = 1, count = 1, exploitation = 1, variety = 0.6, history = [], penalty = () => 0 } = options;
  for (const [where, value] of Object.entries({ exploitation, variety })) requireShare(where, value);
  const { space, events } = preference;
  const stream = random(seed, "choose", events);
  const meanOf = meanPredictor(preference);
  const typical = typicalDistance(space);
  const minDistance = variety * typical;
  const before: Design[] = history.slice(-historyWindow);
  const missingOf = (draft: Design): number => {
    if (before.length === 0 || minDistance === 0) return 0;
    if (before.some((one) => areNearDuplicates(space, draft, one, typical))) return 1;
    const mean = before.reduce((sum, one) => sum + designDistance(space, draft, one), 0) / before.length;
    return Math.max(0, 1 - mean / minDistance);
  };
  const scoreDesign = (draft: Design): ScoredDesign => {
    const embedded = embed(space, draft);
    return { ...draft, embedded, mean: meanOf(embedded), penalty: penalty(draft), missing: missingOf(draft) };
  };
  const pool = evolve(preference, history, scoreDesign, stream);
  const chosen: Candidate[] = [];
  while (chosen.length < count) {
    const rank = ({ mean, penalty, missing }: ScoredDesign): number => mean - penalty - 10 * missing;
    const ranked = pool.toSorted((a, b) => rank(b) - rank(a));
    const best = Math.round(finalistCount * exploitation);
    const others = Array.from({ length: finalistCount - best }, () => pool[stream.integer(sampledCount)]);
    const score = ({ embedded, mean, penalty, missing }: ScoredDesign): number => {
      const observation = { terms: [{ candidate: embedded, times: 1 }], event: events };
      const spread = exploitation < 1 ? posterior(preference, observation).std * stream.normal() : 0;
      return exploitation * mean + (1 - exploitation) * spread - penalty - 10 * missing;
    };
    const scored = [...ranked.slice(0, best), ...others].map((one) => ({ one, score: score(one) }));
    const { one } = scored.reduce((a, b) => (b.score > a.score ? b : a));
    chosen.push(identifyDesign(one));
    pool.splice(pool.indexOf(one), 1);
    before.push(one);
    if (before.length > historyWindow) before.shift();
    if (chosen.length < count) for (const candidate of pool) candidate.missing = missingOf(candidate);
  }
  return chosen;
}

/** Evolves many designs, ordered by predicted mean; the random ones come first. */
function evolve(
  { space }: PreferenceModel,
  shown: readonly Design[],
  scoreDesign: (draft: Design) => ScoredDesign,
  stream: Random,
): ScoredDesign[] {
  const ranges = usualRanges(space);
  const sample = (): Design => sampleUsualDesign(space, ranges, stream);
  const pool = Array.from({ length: sampledCount }, () => scoreDesign(sample()));
  const rank = ({ mean, penalty, missing }: ScoredDesign): number => mean - penalty - 4 * missing;
  let adults = [...pool, ...shown.slice(-100).map((one) => scoreDesign(withUsualNumbers(one, ranges)))];
  for (let generation = 0; generation < generationCount; generation++) {
    const best = adults.toSorted((a, b) => rank(b) - rank(a)).slice(0, parentCount);
    const young = Array.from({ length: childCount }, () => {
      const one = best[stream.integer(best.length)];
      const isRandom = stream.uniform() < 0.5;
      const other = isRandom ? sample() : best[stream.integer(best.length)];
      return scoreDesign(crossDesigns(one, other, isRandom ? 0.5 + 0.45 * stream.uniform() : 0.5, stream));
    });
    pool.push(...young);
    adults = [...best, ...young];
  }
  return pool;
}

function requireShare(where: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new OmakaseError("option", { where, ...preferenceText.suggest.fraction({ value }) });
}
