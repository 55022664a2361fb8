import {
  beliefs,
  beliefSentences,
  chooseCards,
  isOtherHalf,
  learningRecord,
  learnRecord,
  newRating,
  nextCard,
  raterSentences,
  ratingRecord,
  ratingsCsv,
  ratingsJson,
  readRatingsCsv,
  readRatingsJson,
  repeatsOf,
  selfAgreement,
  standardDrift,
  tasteShift,
  traitsText,
  type Agreement,
  type Belief,
  type Card,
  type LearningRecord,
  type NewRating,
  type Rating,
  type Repeat,
  type StandardDrift,
  type Taste,
  type Text,
} from "omakase";
import { shownCards } from "./drawn.ts";
import { foreignRatings } from "./foreign-ratings.ts";
import type { ReadyRun, Runs } from "./runs.ts";
import type { Shown } from "./shown.ts";
import { createTasteMemory, type TasteMemory } from "./taste-memory.ts";

/** By whom and how the next pictures are chosen. */
export interface Choosing {
  /** Who looks at them. */
  readonly rater: string;
  /** Whether the taste of all chooses, rather than the rater's own. */
  readonly everybody: boolean;
  /** 0 surprise me … 1 what I like. */
  readonly liking: number;
  /** See `ChooseCardsOptions`. */
  readonly variety?: number;
  /** Decides every chance. */
  readonly seed: number;
}

/** The next picture for either answer to the one before it. */
export interface Ahead {
  readonly good: Shown;
  readonly bad: Shown;
}

/** What is believed about a trait, or several together. */
export interface ToldBelief extends Belief {
  readonly name: Text;
  /** The chance that it is liked, 0 … 1. */
  readonly chance: number;
}

/** What was learned of somebody. */
export interface Insight {
  /** Everything that was said: ratings and choices. */
  readonly count: number;
  readonly learned: LearningRecord;
  readonly sentences: readonly Text[];
  /** The clearest, the most liked first. */
  readonly beliefs: readonly ToldBelief[];
}

/** How steady somebody is. */
export interface Steadiness {
  readonly count: number;
  readonly repeats: readonly Repeat[];
  readonly agreement?: Agreement;
  readonly drift?: StandardDrift;
  readonly sentences: readonly Text[];
}

/** At most so many beliefs are told. */
const mostBeliefs = 14;

/** Lets other questions to the worker go first. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Learns what people like, and chooses what to show them. */
export function tasting(runs: Runs) {
  const memories = new Map<string, TasteMemory>();
  async function memoryOf(id: string): Promise<{ ready: ReadyRun; memory: TasteMemory }> {
    const ready = await runs.ready(id);
    const hash = ready.run.hash!;
    let memory = memories.get(hash);
    if (!memory) memories.set(hash, (memory = createTasteMemory(ready.space)));
    return { ready, memory };
  }
  async function chooser(id: string, { rater, everybody }: Choosing) {
    const { ready, memory } = await memoryOf(id);
    const taste = await memory.taste(everybody ? undefined : rater, pause);
    return { ready, taste, shown: memory.records(rater).flatMap(({ cards }) => cards) };
  }

  return {
    /** Makes some ratings those that are known of a model. */
    async know(id: string, ratings: readonly NewRating[]): Promise<void> {
      const { memory } = await memoryOf(id);
      memory.replace(ratings);
    },
    /** Learns a rating at once. What was expected of it is written down in the answer. */
    async add(id: string, rating: NewRating): Promise<NewRating> {
      const { memory } = await memoryOf(id);
      await memory.taste(rating.rater, pause);
      const [card, ...more] = ratingRecord(rating).cards;
      const expected = more.length === 0 ? memory.expect(rating.rater, card) : undefined;
      const noted = { ...rating, ...(expected && { expected }) };
      memory.add(noted);
      await memory.taste(rating.rater, pause);
      return noted;
    },
    async remove(id: string, key: string): Promise<void> {
      const { memory } = await memoryOf(id);
      memory.remove(key);
    },
    /** A picture to rate. */
    async next(id: string, choosing: Choosing): Promise<Shown> {
      const { ready, taste, shown } = await chooser(id, choosing);
      const [one] = await shownCards(ready.artist, [nextCard(taste, shown, choosing).card]);
      return one;
    },
    /** The pictures that come after one, for either answer to it: drawn while somebody looks at it. */
    async ahead(id: string, choosing: Choosing, current: Card): Promise<Ahead> {
      const { ready, taste, shown } = await chooser(id, choosing);
      const after = (rating: Rating): Taste =>
        learnRecord(taste, { time: 0, rater: choosing.rater, cards: [current], rating });
      const cards = ([1, -1] as const).map((rating) => nextCard(after(rating), [...shown, current], choosing).card);
      const [good, bad] = await shownCards(ready.artist, cards);
      return { good, bad };
    },
    /** Pictures of which the best is to be picked. */
    async several(id: string, choosing: Choosing, count: number): Promise<Shown[]> {
      const { ready, taste, shown } = await chooser(id, choosing);
      return await shownCards(ready.artist, chooseCards(taste, { ...choosing, count, shown }));
    },
    /** What was learned of somebody, or of everybody. */
    async insight(id: string, rater: string | undefined): Promise<Insight> {
      const { memory } = await memoryOf(id);
      const taste = await memory.taste(rater, pause);
      const records = memory.records(rater);
      const found = beliefs(taste);
      const told = [...found.single.filter((one) => !isOtherHalf(one, found.single)), ...found.pairs.slice(0, 3)];
      return {
        count: records.length,
        learned: learningRecord(records),
        sentences: found.single.length > 0 ? beliefSentences(found) : [],
        beliefs: told
          .toSorted((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
          .slice(0, mostBeliefs)
          .filter(({ mean }, at) => at < 6 || Math.abs(mean) >= 0.05)
          .toSorted((a, b) => b.mean - a.mean)
          .map(({ traits, mean, deviation, chance }) => ({ name: traitsText(traits), mean, deviation, chance })),
      };
    },
    /** How steady somebody is. With a thousand ratings it takes a second. */
    async steadiness(id: string, rater: string): Promise<Steadiness> {
      const { memory } = await memoryOf(id);
      const taste = await memory.taste(rater, pause);
      const records = memory.records(rater);
      const agreement = selfAgreement(records);
      const drift = standardDrift(taste, records);
      await pause();
      const shift = tasteShift(
        taste,
        records.flatMap(({ cards }) => cards),
      );
      return {
        count: records.length,
        repeats: repeatsOf(records),
        ...(agreement && { agreement }),
        ...(drift && { drift }),
        sentences: raterSentences({ agreement, drift, shift }),
      };
    },
    /** Ratings as a file. */
    async write(id: string, ratings: readonly NewRating[], format: "csv" | "json"): Promise<string> {
      const { ready } = await memoryOf(id);
      const all = { modelHash: ready.run.hash!, space: ready.space, records: ratings.map(ratingRecord) };
      return format === "csv" ? ratingsCsv(all) : ratingsJson(all);
    },
    /**
     * The ratings in a file.
     *
     * @throws OmakaseError `source` when it is no such file, or of another model.
     */
    async read(id: string, name: string, text: string): Promise<NewRating[]> {
      const { ready } = await memoryOf(id);
      const isJson = /^\ufeff?\s*[[{]/.test(text);
      const { modelHash, records } = isJson ? readRatingsJson(text, name) : readRatingsCsv(text, ready.space, name);
      const hash = ready.run.hash!;
      if (records.length > 0 && modelHash !== hash) throw foreignRatings(name, modelHash, hash);
      return records.map((record) => newRating(record, hash));
    },
  };
}
