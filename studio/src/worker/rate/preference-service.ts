import {
  traitEffects,
  traitEffectSentences,
  suggest,
  identifyDesign,
  isComplement,
  learningCurve,
  observeRecord,
  ratingRequest,
  suggestNext,
  suggestSet,
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
} from "omakase/studio";
import type { SampledPicture } from "../draw/draw-batch.ts";
import type { AttributeSetting } from "../draw/draw-request.ts";
import type { AnomalyScoring } from "../draw/anomaly-scoring.ts";
import { withSpares } from "../draw/with-spares.ts";
import { renderSound } from "./render-sound.ts";
import { foreignRatingsError } from "./foreign-ratings.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import type { RenderedPicture } from "../rendered-picture.ts";
import { rulePenalty, type TraitRule } from "./trait-rule.ts";
import { createPreferenceStore, type PreferenceStore } from "./preference-store.ts";

/** Options of a suggestion. */
export interface SuggestionOptions {
  /** Current rater. */
  readonly rater: string;
  /** Whether the preferences of all raters choose, rather than the rater's own. */
  readonly allRaters: boolean;
  /** Exploitation, 0 (explore) … 1 (exploit). */
  readonly exploitation: number;
  /** See `SuggestOptions`. */
  readonly variety?: number;
  /** Rules of the rater beside the ratings. Default: none. */
  readonly rules?: readonly TraitRule[];
  /** Seed of every random choice. */
  readonly seed: number;
}

/** Next picture for either answer to the current one. */
export interface PrefetchedPictures {
  readonly afterGood: RenderedPicture;
  readonly afterBad: RenderedPicture;
}

/** Estimated effect of a trait, or of several together. */
export interface NamedTraitEffect extends NormalEstimate {
  readonly name: Text;
  /** Probability that the effect is positive, 0 … 1. */
  readonly probability: number;
}

/** Summary of a rater's preferences. */
export interface PreferenceSummary {
  /** Number of ratings and choices. */
  readonly count: number;
  readonly learningCurve: LearningCurve;
  readonly sentences: readonly Text[];
  /** Clearest effects, most positive first. */
  readonly traitEffects: readonly NamedTraitEffect[];
}

/** Reliability of a rater. */
export interface ReliabilityReport {
  readonly count: number;
  readonly repeats: readonly RepeatedRating[];
  readonly agreement?: Agreement;
  readonly drift?: RatingDrift;
  readonly sentences: readonly Text[];
}

/** Numbers of spare pictures, which take the place of broken ones: of one picture, and of a set. */
const [spares, setSpares] = [3, 7];
/** Maximum number of reported effects. */
const maxTraitEffects = 14;

/** Yields to other requests to the worker. */
const pause = (): Promise<void> => new Promise((done) => setTimeout(done));

/** Creates the service that learns preferences and suggests pictures. */
export function createPreferenceService(runs: RunCache, scoring: AnomalyScoring) {
  const stores = new Map<string, PreferenceStore>();
  async function storeOf(id: string): Promise<{ ready: LoadedRun; memory: PreferenceStore }> {
    const ready = await runs.load(id);
    const hash = ready.run.hash!;
    let memory = stores.get(hash);
    if (!memory) stores.set(hash, (memory = createPreferenceStore(ready.designSpace)));
    return { ready, memory };
  }
  async function suggester(id: string, options: SuggestionOptions) {
    const { rater, allRaters, rules = [] } = options;
    const { ready, memory } = await storeOf(id);
    const preference = await memory.model(allRaters ? undefined : rater, pause);
    const shown = memory.records(rater).flatMap(({ candidates }) => candidates);
    return { ready, preference, shown, asked: { ...options, spares, penalty: rulePenalty(rules) } };
  }

  return {
    /** Replaces the known ratings of a model. */
    async setRatings(id: string, ratings: readonly RatingRequest[]): Promise<void> {
      const { memory } = await storeOf(id);
      memory.replace(ratings);
    },
    /**
     * Learns a rating at once.
     *
     * @returns the rating with the prediction before it was learned.
     */
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
    /** Suggests a picture to rate, a broken one only if its spares are, too. */
    async suggest(id: string, suggestionOptions: SuggestionOptions): Promise<RenderedPicture> {
      const { ready, preference, shown, asked } = await suggester(id, suggestionOptions);
      const next = suggestNext(preference, shown, asked).map(({ candidate }) => candidate);
      const [[one]] = await renderSound(ready, scoring, [next], 1);
      return one;
    },
    /** Renders the next picture for either answer to the current one, in advance. */
    async prefetch(id: string, suggestionOptions: SuggestionOptions, current: Candidate): Promise<PrefetchedPictures> {
      const { ready, preference, shown, asked } = await suggester(id, suggestionOptions);
      const after = (rating: Rating): PreferenceModel =>
        observeRecord(preference, { time: 0, rater: suggestionOptions.rater, candidates: [current], rating });
      const next = ([1, -1] as const).map((rating) =>
        suggestNext(after(rating), [...shown, current], asked).map(({ candidate }) => candidate),
      );
      const [[afterGood], [afterBad]] = await renderSound(ready, scoring, next, 1);
      return { afterGood, afterBad };
    },
    /** Suggests pictures to pick the best of. */
    async suggestBatch(id: string, suggestionOptions: SuggestionOptions, count: number): Promise<RenderedPicture[]> {
      const { ready, preference, shown, asked } = await suggester(id, suggestionOptions);
      const set = suggestSet(preference, shown, count, { ...asked, spares: setSpares });
      const [pictures] = await renderSound(ready, scoring, [set.map(({ candidate }) => candidate)], count);
      return pictures;
    },
    /**
     * Draws pictures that the rater should like, broken ones only if their spares are, too. Attributes with a setting keep
     * it; the others follow the taste.
     */
    async drawLiked(
      id: string,
      options: SuggestionOptions,
      count: number,
      settings: readonly AttributeSetting[],
    ): Promise<SampledPicture[]> {
      const { ready, preference, shown, asked } = await suggester(id, options);
      const candidates = suggest(preference, { ...asked, count: withSpares(count), history: shown }).map(
        ({ values, latent }) =>
          identifyDesign({ latent, values: values.map((value, at) => settle(settings[at], value)) }),
      );
      const [pictures] = await renderSound(ready, scoring, [candidates], count);
      return pictures.map((one) => ({ ...one, rarity: ready.rarity(one.candidate.values) }));
    },
    /** Summarises the preferences of a rater, or of all. */
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
    /** Measures the reliability of a rater; 1,000 ratings take about 1 s. */
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
    /** Formats ratings as a file. */
    async formatRatings(id: string, ratings: readonly RatingRequest[], format: "csv" | "json"): Promise<string> {
      const { ready } = await storeOf(id);
      const all = { modelHash: ready.run.hash!, space: ready.designSpace, records: ratings.map(ratingRecord) };
      return format === "csv" ? formatRatingsCsv(all) : formatRatingsJson(all);
    },
    /**
     * Parses the ratings in a file.
     *
     * @throws OmakaseError `source` if the file is invalid or belongs to another model.
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

/** Returns the value that an attribute gets: that of its setting, otherwise the suggested one. */
function settle(setting: AttributeSetting | undefined, suggested: number): number {
  if (setting === "off") return Number.NaN;
  return typeof setting === "number" ? setting : suggested;
}
