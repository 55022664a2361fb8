import {
  removeObservation,
  observeRecord,
  observeRecords,
  emptyPreferenceModel,
  predictRatings,
  ratingKey,
  ratingRecord,
  type NormalEstimate,
  type Candidate,
  type DesignSpace,
  type RatingRequest,
  type RatingRecord,
  type PreferenceModel,
} from "omakase/studio";

/** Ratings of one model's pictures, and a preference model per rater and for all, each fitted on demand. */
export interface PreferenceStore {
  /** Replaces the ratings; new ones are learned on demand. */
  replace(ratings: readonly RatingRequest[]): void;
  add(rating: RatingRequest): void;
  remove(key: string): void;
  /** Returns the records of a rater, oldest first; of all raters without a name. */
  records(rater: string | undefined): RatingRecord[];
  /**
   * Returns the preference model of a rater, or of all, fitted to all records.
   *
   * @param pause - awaited between batches of a long fit.
   */
  model(rater: string | undefined, pause: () => Promise<void>): Promise<PreferenceModel>;
  /** Returns the prediction for a picture by the rater's model as far as it is fitted. */
  predict(rater: string, candidate: Candidate): NormalEstimate;
}

/** Preference model, and the record numbers that it has learned. */
interface FittedModel {
  model: PreferenceModel;
  readonly eventNumbers: Map<string, number>;
}

/** Records learned between two pauses. */
const recordsPerPause = 40;

/** Creates a store without ratings. */
export function createPreferenceStore(space: DesignSpace): PreferenceStore {
  const records = new Map<string, RatingRecord>();
  const models = new Map<string | undefined, FittedModel>();
  const recordsOfRater = (rater: string | undefined) =>
    [...records].filter(([, record]) => rater === undefined || record.rater === rater);
  const modelOf = (rater: string | undefined): FittedModel => {
    let learner = models.get(rater);
    if (!learner) models.set(rater, (learner = { model: emptyPreferenceModel(space), eventNumbers: new Map() }));
    return learner;
  };
  const removeDeleted = (learner: FittedModel): void => {
    const gone = [...learner.eventNumbers].filter(([key]) => !records.has(key));
    if (gone.length > 20 || gone.length === learner.eventNumbers.size) {
      learner.model = emptyPreferenceModel(space); // a new fit is quicker and more accurate
      learner.eventNumbers.clear();
    } else
      for (const [key, event] of gone) {
        learner.model = removeObservation(learner.model, event);
        learner.eventNumbers.delete(key);
      }
  };

  return {
    replace(ratings) {
      records.clear();
      for (const rating of ratings.toSorted((a, b) => a.time - b.time))
        records.set(ratingKey(rating), ratingRecord(rating));
    },
    add: (rating) => void records.set(ratingKey(rating), ratingRecord(rating)),
    remove: (key) => void records.delete(key),
    records: (rater) => recordsOfRater(rater).map(([, record]) => record),
    predict: (rater, candidate) => predictRatings(modelOf(rater).model, [candidate])[0],
    async model(rater, pause) {
      const learner = modelOf(rater);
      removeDeleted(learner);
      for (;;) {
        const fresh = recordsOfRater(rater).filter(([key]) => !learner.eventNumbers.has(key));
        if (fresh.length === 0) return learner.model;
        const some = fresh.slice(0, recordsPerPause);
        some.forEach(([key], at) => learner.eventNumbers.set(key, learner.model.events + at));
        const records = some.map(([, record]) => record);
        learner.model =
          records.length === 1 ? observeRecord(learner.model, records[0]) : observeRecords(learner.model, records);
        if (fresh.length > some.length) await pause();
      }
    },
  };
}
