import {
  traitEffects,
  traitEffectSentences,
  suggest,
  isComplement,
  learningCurve,
  observeRecord,
  ratingRequest,
  suggestNext,
  raterSentences,
  ratingRecord,
  formatRatingsCsv,
  formatRatingsJson,
  parseRatingsCsv,
  parseRatingsJson,
  findRepeats,
  selfAgreement,
  ratingDrift,
  preferenceShift,
  optionsText,
  type Agreement,
  type NormalEstimate,
  type Candidate,
  type LearningCurve,
  type RatingRequest,
  type Rating,
  type RepeatedRating,
  type RatingDrift,
  type PreferenceModel,
  type Text,
} from "omakase";
import { renderCandidatePictures } from "../render.ts";
import { foreignRatingsError } from "./foreign-ratings.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import type { RenderedPicture } from "../rendered-picture.ts";
import { createPreferenceStore, type PreferenceStore } from "./preference-store.ts";

/** By whom and how the next pictures are chosen. */
export interface SuggestionOptions {
  /** Who looks at them. */
  readonly rater: string;
  /** Whether the taste of all chooses, rather than the rater's own. */
  readonly allRaters: boolean;
  /** 0 surprise me … 1 what I like. */
  readonly exploitation: number;
  /** See `SuggestOptions`. */
  readonly variety?: number;
  /** Decides every chance. */
  readonly seed: number;
}

/** The next picture for either answer to the one before it. */
export interface PrefetchedPictures {
  readonly afterGood: RenderedPicture;
  readonly afterBad: RenderedPicture;
}

/** What is believed about a trait, or several together. */
export interface NamedTraitEffect extends NormalEstimate {
  readonly name: Text;
  /** The chance that it is liked, 0 … 1. */
  readonly probability: number;
}

/** What was learned of somebody. */
export interface PreferenceSummary {
  /** Everything that was said: ratings and choices. */
  readonly count: number;
  readonly learningCurve: LearningCurve;
  readonly sentences: readonly Text[];
  /** The clearest, the most liked first. */
  readonly traitEffects: readonly NamedTraitEffect[];
}

/** How steady somebody is. */
export interface ReliabilityReport {
  readonly count: number;
  readonly repeats: readonly RepeatedRating[];
  readonly agreement?: Agreement;
  readonly drift?: RatingDrift;
  readonly sentences: readonly Text[];
}

/** At most so many beliefs are told. */
const maxTraitEffects = 14;

/** Lets other questions to the worker go first. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Learns what people like, and chooses what to show them. */
export function createPreferenceService(runs: RunCache) {
  const stores = new Map<string, PreferenceStore>();
  async function storeOf(id: string): Promise<{ ready: LoadedRun; memory: PreferenceStore }> {
    const ready = await runs.load(id);
    const hash = ready.run.hash!;
    let memory = stores.get(hash);
    if (!memory) stores.set(hash, (memory = createPreferenceStore(ready.designSpace)));
    return { ready, memory };
  }
  async function suggester(id: string, { rater, allRaters }: SuggestionOptions) {
    const { ready, memory } = await storeOf(id);
    const preference = await memory.model(allRaters ? undefined : rater, pause);
    return { ready, preference, shown: memory.records(rater).flatMap(({ candidates }) => candidates) };
  }

  return {
    /** Makes some ratings those that are known of a model. */
    async setRatings(id: string, ratings: readonly RatingRequest[]): Promise<void> {
      const { memory } = await storeOf(id);
      memory.replace(ratings);
    },
    /** Learns a rating at once. What was expected of it is written down in the answer. */
    async add(id: string, rating: RatingRequest): Promise<RatingRequest> {
      const { memory } = await storeOf(id);
      await memory.model(rating.rater, pause);
      const [candidate, ...more] = ratingRecord(rating).candidates;
      const expected = more.length === 0 ? memory.predict(rating.rater, candidate) : undefined;
      const noted = { ...rating, ...(expected && { expected }) };
      memory.add(noted);
      await memory.model(rating.rater, pause);
      return noted;
    },
    async remove(id: string, key: string): Promise<void> {
      const { memory } = await storeOf(id);
      memory.remove(key);
    },
    /** A picture to rate. */
    async suggest(id: string, suggestionOptions: SuggestionOptions): Promise<RenderedPicture> {
      const { ready, preference, shown } = await suggester(id, suggestionOptions);
      const [one] = await renderCandidatePictures(ready.sampler, [
        suggestNext(preference, shown, suggestionOptions).candidate,
      ]);
      return one;
    },
    /** The pictures that come after one, for either answer to it: drawn while somebody looks at it. */
    async prefetch(id: string, suggestionOptions: SuggestionOptions, current: Candidate): Promise<PrefetchedPictures> {
      const { ready, preference, shown } = await suggester(id, suggestionOptions);
      const after = (rating: Rating): PreferenceModel =>
        observeRecord(preference, { time: 0, rater: suggestionOptions.rater, candidates: [current], rating });
      const candidates = ([1, -1] as const).map(
        (rating) => suggestNext(after(rating), [...shown, current], suggestionOptions).candidate,
      );
      const [afterGood, afterBad] = await renderCandidatePictures(ready.sampler, candidates);
      return { afterGood, afterBad };
    },
    /** Pictures of which the best is to be picked. */
    async suggestBatch(id: string, suggestionOptions: SuggestionOptions, count: number): Promise<RenderedPicture[]> {
      const { ready, preference, shown } = await suggester(id, suggestionOptions);
      return await renderCandidatePictures(
        ready.sampler,
        suggest(preference, { ...suggestionOptions, count, history: shown }),
      );
    },
    /** What was learned of somebody, or of everybody. */
    async summary(id: string, rater: string | undefined): Promise<PreferenceSummary> {
      const { memory } = await storeOf(id);
      const preference = await memory.model(rater, pause);
      const records = memory.records(rater);
      const found = traitEffects(preference);
      const told = [...found.single.filter((one) => !isComplement(one, found.single)), ...found.pairs.slice(0, 3)];
      return {
        count: records.length,
        learningCurve: learningCurve(records),
        sentences: found.single.length > 0 ? traitEffectSentences(found) : [],
        traitEffects: told
          .toSorted((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
          .slice(0, maxTraitEffects)
          .filter(({ mean }, at) => at < 6 || Math.abs(mean) >= 0.05)
          .toSorted((a, b) => b.mean - a.mean)
          .map(({ traits, mean, std, probability }) => ({ name: optionsText(traits), mean, std, probability })),
      };
    },
    /** How steady somebody is. With a thousand ratings it takes a second. */
    async reliability(id: string, rater: string): Promise<ReliabilityReport> {
      const { memory } = await storeOf(id);
      const preference = await memory.model(rater, pause);
      const records = memory.records(rater);
      const agreement = selfAgreement(records);
      const drift = ratingDrift(preference, records);
      await pause();
      const shift = preferenceShift(
        preference,
        records.flatMap(({ candidates }) => candidates),
      );
      return {
        count: records.length,
        repeats: findRepeats(records),
        ...(agreement && { agreement }),
        ...(drift && { drift }),
        sentences: raterSentences({ agreement, drift, shift }),
      };
    },
    /** Ratings as a file. */
    async formatRatings(id: string, ratings: readonly RatingRequest[], format: "csv" | "json"): Promise<string> {
      const { ready } = await storeOf(id);
      const all = { modelHash: ready.run.hash!, space: ready.designSpace, records: ratings.map(ratingRecord) };
      return format === "csv" ? formatRatingsCsv(all) : formatRatingsJson(all);
    },
    /**
     * The ratings in a file.
     *
     * @throws OmakaseError `source` when it is no such file, or of another model.
     */
    async parseRatings(id: string, name: string, text: string): Promise<RatingRequest[]> {
      const { ready } = await storeOf(id);
      const isJson = /^\ufeff?\s*[[{]/.test(text);
      const { modelHash, records } = isJson
        ? parseRatingsJson(text, name)
        : parseRatingsCsv(text, ready.designSpace, name);
      const hash = ready.run.hash!;
      if (records.length > 0 && modelHash !== hash) throw foreignRatingsError(name, modelHash, hash);
      return records.map((record) => ratingRequest(record, hash));
    },
  };
}
