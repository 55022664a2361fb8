import type { Candidate, DesignSpace } from "./candidate.ts";
import { observeRecord } from "./observe-records.ts";
import type { RatingRecord } from "./rating-record.ts";
import { removeObservation, emptyPreferenceModel, predictRatings, type PreferenceModel } from "./preference-model.ts";

/**
 * Ratings of several raters on the images of one model, with a preference model per rater and one for all. Plain data:
 * every change returns a new value.
 */
export interface RaterModels {
  readonly space: DesignSpace;
  readonly entries: readonly RatingEntry[];
  readonly models: ReadonlyMap<string, PreferenceModel>;
  readonly sharedModel: PreferenceModel;
}

/** Record with its event index in the rater's model and in the model of all. */
export interface RatingEntry {
  readonly record: RatingRecord;
  readonly raterEvent: number;
  readonly sharedEvent: number;
}

/**
 * Creates rater models without entries.
 *
 * @param space - attributes and noise dimensions of the candidates.
 */
export function emptyRaterModels(space: DesignSpace): RaterModels {
  return { space, entries: [], models: new Map(), sharedModel: emptyPreferenceModel(space) };
}

/**
 * Returns the preference model of a rater; an empty one for a rater without ratings.
 *
 * @param book - rater models.
 * @param rater - name of the rater.
 */
export function modelOfRater({ space, models }: RaterModels, rater: string): PreferenceModel {
  return models.get(rater) ?? emptyPreferenceModel(space);
}

/**
 * Adds a record and updates both models. A rating gets the prediction from before it, unless the record has one.
 *
 * @param book - rater models before the record.
 * @param said - rating or choice with its rater.
 * @returns updated rater models; the given ones stay as they are.
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

/**
 * Builds rater models from records, oldest first.
 *
 * @param space - attributes and noise dimensions of the candidates.
 * @param records - ratings and choices of all raters.
 */
export function raterModelsFrom(space: DesignSpace, records: readonly RatingRecord[]): RaterModels {
  return records.reduce(addRating, emptyRaterModels(space));
}

/**
 * Removes an entry from both models.
 *
 * @param book - rater models with the entry.
 * @param place - index among the entries.
 * @returns updated rater models; the given ones stay as they are.
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

/**
 * Removes all entries of a rater.
 *
 * @returns updated rater models; the given ones stay as they are.
 */
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

/** Returns the records of a rater, oldest first. */
export function ratingsOfRater({ entries }: RaterModels, rater: string): RatingRecord[] {
  return entries.map(({ record }) => record).filter((record) => record.rater === rater);
}

/** Returns the candidates that a rater has rated or compared, newest last. */
export function candidatesShownTo(book: RaterModels, rater: string): Candidate[] {
  return ratingsOfRater(book, rater).flatMap(({ candidates }) => candidates);
}
