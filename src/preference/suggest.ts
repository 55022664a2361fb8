import { OmakaseError } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import type { Candidate } from "./candidate.ts";
import { crossDesigns, sampleDesign, identifyDesign, type Design } from "./sample-design.ts";
import { embed, type Embedding } from "./embedding.ts";
import { meanPredictor } from "./mean-predictor.ts";
import { posterior } from "./posterior.ts";
import type { PreferenceModel } from "./preference-model.ts";
import { areNearDuplicates, designDistance, typicalDistance } from "./design-distance.ts";

/** See {@link suggest}. */
export interface SuggestOptions {
  /** Decides every chance. Default 1. */
  readonly seed?: number;
  /** How many. Default 1. */
  readonly count?: number;
  /** The slider: 0 surprise me … 1 what I like. Default 1. */
  readonly exploitation?: number;
  /**
   * How much the cards have to differ from the ten before them, as a share of how much the model's own pictures do,
   * 0 … 1. Default 0.6.
   */
  readonly variety?: number;
  /** What was shown before, the newest last. Default: nothing. */
  readonly history?: readonly Design[];
}

/** Cards drawn by lot, children of good ones in each generation, generations, parents, and cards looked at closely. */
const [sampledCount, childCount, generationCount, parentCount, finalistCount] = [150, 100, 3, 16, 32];
/** Cards before it that a card has to differ from. */
const historyWindow = 10;

interface ScoredDesign extends Design {
  readonly embedded: Embedding;
  readonly mean: number;
  /** How much of the wanted variety is missing, 0 … 1. */
  missing: number;
}

/**
 * Chooses what to show next. Cards are drawn as the model's pictures are, the best are crossed with each other, with
 * what was liked, and with fresh ones, and of those that differ enough from what was just shown the one is taken whose
 * score is highest: the believed mean times `liking`, and a part by chance, as large as the belief is uncertain, times
 * the rest (Thompson 1933, tempered). So at 1 it shows what is surely liked, at 0 what nobody knows.
 *
 * @returns cards named by what they are made of.
 * @throws OmakaseError `option` when an option is out of range.
 */
export function suggest(preference: PreferenceModel, options: SuggestOptions = {}): Candidate[] {
  const { seed = 1, count = 1, exploitation: liking = 1, variety = 0.6, history = [] } = options;
  for (const [where, value] of Object.entries({ liking, variety })) requireShare(where, value);
  const { space, events } = preference;
  const stream = random(seed, "choose", events);
  const meanOf = meanPredictor(preference);
  const wanted = variety * typicalDistance(space);
  const before: Design[] = history.slice(-historyWindow);
  const missingOf = (draft: Design): number => {
    if (before.length === 0 || wanted === 0) return 0;
    if (before.some((one) => areNearDuplicates(space, draft, one))) return 1;
    const mean = before.reduce((sum, one) => sum + designDistance(space, draft, one), 0) / before.length;
    return Math.max(0, 1 - mean / wanted);
  };
  const scoreDesign = (draft: Design): ScoredDesign => {
    const embedded = embed(space, draft);
    return { ...draft, embedded, mean: meanOf(embedded), missing: missingOf(draft) };
  };
  const pool = evolve(preference, history, scoreDesign, stream);
  const chosen: Candidate[] = [];
  while (chosen.length < count) {
    const rank = ({ mean, missing }: ScoredDesign): number => mean - 10 * missing;
    const ranked = pool.toSorted((a, b) => rank(b) - rank(a));
    const best = Math.round(finalistCount * liking);
    const others = Array.from({ length: finalistCount - best }, () => pool[stream.integer(sampledCount)]);
    const score = ({ embedded, mean, missing }: ScoredDesign): number => {
      const asked = { terms: [{ candidate: embedded, times: 1 }], event: events };
      const spread = liking < 1 ? posterior(preference, asked).std * stream.normal() : 0;
      return liking * mean + (1 - liking) * spread - 10 * missing;
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

/** Many candidates, the later the better liked; those drawn by lot come first. */
function evolve(
  { space }: PreferenceModel,
  shown: readonly Design[],
  scoreDesign: (draft: Design) => ScoredDesign,
  stream: Random,
): ScoredDesign[] {
  const pool = Array.from({ length: sampledCount }, () => scoreDesign(sampleDesign(space, stream)));
  const rank = ({ mean, missing }: ScoredDesign): number => mean - 4 * missing;
  let adults = [...pool, ...shown.slice(-100).map(scoreDesign)];
  for (let generation = 0; generation < generationCount; generation++) {
    const best = adults.toSorted((a, b) => rank(b) - rank(a)).slice(0, parentCount);
    const young = Array.from({ length: childCount }, () => {
      const one = best[stream.integer(best.length)];
      const fresh = stream.uniform() < 0.5;
      const other = fresh ? sampleDesign(space, stream) : best[stream.integer(best.length)];
      return scoreDesign(crossDesigns(one, other, fresh ? 0.5 + 0.45 * stream.uniform() : 0.5, stream));
    });
    pool.push(...young);
    adults = [...best, ...young];
  }
  return pool;
}

function requireShare(where: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new OmakaseError("option", {
    where,
    expected: { ja: "0 以上 1 以下の数", en: "a number from 0 to 1" },
    got: { ja: String(value), en: String(value) },
    remedy: { ja: "値を直してください", en: "Change the value" },
  });
}
