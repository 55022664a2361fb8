import type { Candidate, DesignSpace } from "./candidate.ts";
import { observeRecord } from "./observe-records.ts";
import type { RatingRecord } from "./rating-record.ts";
import { removeObservation, emptyPreferenceModel, predictRatings, type PreferenceModel } from "./preference-model.ts";

/**
 * The ratings of several people about pictures of one model, a taste for each of them, and one for all: what everybody
 * likes. Plain data: every change gives a new book.
 */
export interface RaterModels {
  readonly space: DesignSpace;
  readonly entries: readonly RatingEntry[];
  readonly models: ReadonlyMap<string, PreferenceModel>;
  readonly sharedModel: PreferenceModel;
}

/** A record, and the number it has among what its rater's taste, and everybody's, learned. */
export interface RatingEntry {
  readonly record: RatingRecord;
  readonly raterEvent: number;
  readonly sharedEvent: number;
}

/** A book without entries. */
export function emptyRaterModels(space: DesignSpace): RaterModels {
  return { space, entries: [], models: new Map(), sharedModel: emptyPreferenceModel(space) };
}

/** The taste of a rater; of one who has said nothing yet, an empty one. */
export function modelOfRater({ space, models }: RaterModels, rater: string): PreferenceModel {
  return models.get(rater) ?? emptyPreferenceModel(space);
}

/**
 * Writes down what somebody said, and learns it at once. Of a rating, what was expected is written down with it, unless
 * it is there already.
 */
export function addRating(book: RaterModels, said: RatingRecord): RaterModels {
  const preference = modelOfRater(book, said.rater);
  const expected =
    said.expected ?? (said.rating === undefined ? undefined : predictRatings(preference, said.candidates)[0]);
  const record = { ...said, ...(expected && { expected }) };
  return {
    ...book,
    entries: [...book.entries, { record, raterEvent: preference.events, sharedEvent: book.sharedModel.events }],
    models: new Map(book.models).set(said.rater, observeRecord(preference, said)),
    sharedModel: observeRecord(book.sharedModel, said),
  };
}

/** A book that has learned some records, one after the other. */
export function raterModelsFrom(space: DesignSpace, records: readonly RatingRecord[]): RaterModels {
  return records.reduce(addRating, emptyRaterModels(space));
}

/**
 * Forgets an entry.
 *
 * @param place - among the entries.
 */
export function removeRating(book: RaterModels, place: number): RaterModels {
  const { record, raterEvent, sharedEvent } = book.entries[place];
  return {
    ...book,
    entries: book.entries.filter((_, at) => at !== place),
    models: new Map(book.models).set(record.rater, removeObservation(modelOfRater(book, record.rater), raterEvent)),
    sharedModel: removeObservation(book.sharedModel, sharedEvent),
  };
}

/** Starts over: forgets everything that a rater said. */
export function removeRater(book: RaterModels, rater: string): RaterModels {
  const gone = book.entries.filter(({ record }) => record.rater === rater);
  const models = new Map(book.models);
  models.delete(rater);
  return {
    ...book,
    entries: book.entries.filter(({ record }) => record.rater !== rater),
    models,
    sharedModel: gone.reduce(
      (preference, { sharedEvent }) => removeObservation(preference, sharedEvent),
      book.sharedModel,
    ),
  };
}

/** What a rater said, the oldest first. */
export function ratingsOfRater({ entries }: RaterModels, rater: string): RatingRecord[] {
  return entries.map(({ record }) => record).filter((record) => record.rater === rater);
}

/** What a rater saw, the newest last. */
export function candidatesShownTo(book: RaterModels, rater: string): Candidate[] {
  return ratingsOfRater(book, rater).flatMap(({ candidates }) => candidates);
}
