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
 * @param raterModels - rater models.
 * @param rater - name of the rater.
 */
export function modelOfRater({ space, models }: RaterModels, rater: string): PreferenceModel {
  return models.get(rater) ?? emptyPreferenceModel(space);
}

/**
 * Adds a record and updates both models. A rating gets the prediction from before it, unless the record has one.
 *
 * @param raterModels - rater models before the record.
 * @param newRecord - rating or choice with its rater.
 * @returns updated rater models; the given ones stay as they are.
 */
export function addRating(raterModels: RaterModels, newRecord: RatingRecord): RaterModels {
  const preference = modelOfRater(raterModels, newRecord.rater);
  const expected =
    newRecord.expected ??
    (newRecord.rating === undefined ? undefined : predictRatings(preference, newRecord.candidates)[0]);
  const record = { ...newRecord, ...(expected && { expected }) };
  return {
    ...raterModels,
    entries: [
      ...raterModels.entries,
      { record, raterEvent: preference.events, sharedEvent: raterModels.sharedModel.events },
    ],
    models: new Map(raterModels.models).set(newRecord.rater, observeRecord(preference, newRecord)),
    sharedModel: observeRecord(raterModels.sharedModel, newRecord),
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
 * @param raterModels - rater models with the entry.
 * @param place - index among the entries.
 * @returns updated rater models; the given ones stay as they are.
 */
export function removeRating(raterModels: RaterModels, place: number): RaterModels {
  const { record, raterEvent, sharedEvent } = raterModels.entries[place];
  return {
    ...raterModels,
    entries: raterModels.entries.filter((_, at) => at !== place),
    models: new Map(raterModels.models).set(
      record.rater,
      removeObservation(modelOfRater(raterModels, record.rater), raterEvent),
    ),
    sharedModel: removeObservation(raterModels.sharedModel, sharedEvent),
  };
}

/**
 * Removes all entries of a rater.
 *
 * @returns updated rater models; the given ones stay as they are.
 */
export function removeRater(raterModels: RaterModels, rater: string): RaterModels {
  const gone = raterModels.entries.filter(({ record }) => record.rater === rater);
  const models = new Map(raterModels.models);
  models.delete(rater);
  return {
    ...raterModels,
    entries: raterModels.entries.filter(({ record }) => record.rater !== rater),
    models,
    sharedModel: gone.reduce(
      (preference, { sharedEvent }) => removeObservation(preference, sharedEvent),
      raterModels.sharedModel,
    ),
  };
}

/** Returns the records of a rater, oldest first. */
export function ratingsOfRater({ entries }: RaterModels, rater: string): RatingRecord[] {
  return entries.map(({ record }) => record).filter((record) => record.rater === rater);
}

/** Returns the candidates that a rater has rated or compared, newest last. */
export function candidatesShownTo(raterModels: RaterModels, rater: string): Candidate[] {
  return ratingsOfRater(raterModels, rater).flatMap(({ candidates }) => candidates);
}
