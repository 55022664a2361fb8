import { OmakaseError } from "../error.ts";
import { random, type Random } from "../tensor/index.ts";
import type { Card } from "./card.ts";
import { crossCards, drawCard, nameCard, type Draft } from "./draw-card.ts";
import { embed, type Embedded } from "./embedding.ts";
import { meanTables } from "./mean-tables.ts";
import { believed } from "./posterior.ts";
import type { Taste } from "./taste.ts";
import { areTwins, cardDifference, usualDifference } from "./variety.ts";

/** See {@link chooseCards}. */
export interface ChooseCardsOptions {
  /** Decides every chance. Default 1. */
  readonly seed?: number;
  /** How many. Default 1. */
  readonly count?: number;
  /** The slider: 0 surprise me … 1 what I like. Default 1. */
  readonly liking?: number;
  /**
   * How much the cards have to differ from the ten before them, as a share of how much the model's own pictures do,
   * 0 … 1. Default 0.6.
   */
  readonly variety?: number;
  /** What was shown before, the newest last. Default: nothing. */
  readonly shown?: readonly Draft[];
}

/** Cards drawn by lot, children of good ones in each generation, generations, parents, and cards looked at closely. */
const [drawn, children, generations, parents, finalists] = [150, 100, 3, 16, 32];
/** Cards before it that a card has to differ from. */
const memory = 10;

interface Candidate extends Draft {
  readonly embedded: Embedded;
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
export function chooseCards(taste: Taste, options: ChooseCardsOptions = {}): Card[] {
  const { seed = 1, count = 1, liking = 1, variety = 0.6, shown = [] } = options;
  for (const [where, value] of Object.entries({ liking, variety })) requireShare(where, value);
  const { space, events } = taste;
  const stream = random(seed, "choose", events);
  const meanOf = meanTables(taste);
  const wanted = variety * usualDifference(space);
  const before: Draft[] = shown.slice(-memory);
  const missingOf = (draft: Draft): number => {
    if (before.length === 0 || wanted === 0) return 0;
    if (before.some((one) => areTwins(space, draft, one))) return 1;
    const mean = before.reduce((sum, one) => sum + cardDifference(space, draft, one), 0) / before.length;
    return Math.max(0, 1 - mean / wanted);
  };
  const asCandidate = (draft: Draft): Candidate => {
    const embedded = embed(space, draft);
    return { ...draft, embedded, mean: meanOf(embedded), missing: missingOf(draft) };
  };
  const pool = breed(taste, shown, asCandidate, stream);
  const chosen: Card[] = [];
  while (chosen.length < count) {
    const rank = ({ mean, missing }: Candidate): number => mean - 10 * missing;
    const ranked = pool.toSorted((a, b) => rank(b) - rank(a));
    const best = Math.round(finalists * liking);
    const others = Array.from({ length: finalists - best }, () => pool[stream.integer(drawn)]);
    const score = ({ embedded, mean, missing }: Candidate): number => {
      const asked = { terms: [{ card: embedded, times: 1 }], event: events };
      const spread = liking < 1 ? believed(taste, asked).deviation * stream.normal() : 0;
      return liking * mean + (1 - liking) * spread - 10 * missing;
    };
    const scored = [...ranked.slice(0, best), ...others].map((one) => ({ one, score: score(one) }));
    const { one } = scored.reduce((a, b) => (b.score > a.score ? b : a));
    chosen.push(nameCard(one));
    pool.splice(pool.indexOf(one), 1);
    before.push(one);
    if (before.length > memory) before.shift();
    if (chosen.length < count) for (const candidate of pool) candidate.missing = missingOf(candidate);
  }
  return chosen;
}

/** Many candidates, the later the better liked; those drawn by lot come first. */
function breed(
  { space }: Taste,
  shown: readonly Draft[],
  asCandidate: (draft: Draft) => Candidate,
  stream: Random,
): Candidate[] {
  const pool = Array.from({ length: drawn }, () => asCandidate(drawCard(space, stream)));
  const rank = ({ mean, missing }: Candidate): number => mean - 4 * missing;
  let adults = [...pool, ...shown.slice(-100).map(asCandidate)];
  for (let generation = 0; generation < generations; generation++) {
    const best = adults.toSorted((a, b) => rank(b) - rank(a)).slice(0, parents);
    const young = Array.from({ length: children }, () => {
      const one = best[stream.integer(best.length)];
      const fresh = stream.uniform() < 0.5;
      const other = fresh ? drawCard(space, stream) : best[stream.integer(best.length)];
      return asCandidate(crossCards(one, other, fresh ? 0.5 + 0.45 * stream.uniform() : 0.5, stream));
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
