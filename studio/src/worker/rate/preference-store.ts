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
} from "omakase";

/** What people said about pictures of one model, and a taste for each of them and for all, each learned when asked for. */
export interface PreferenceStore {
  /** Makes the ratings those that are known; what is new is learned when it is needed. */
  replace(ratings: readonly RatingRequest[]): void;
  add(rating: RatingRequest): void;
  remove(key: string): void;
  /** What was said, the oldest first. Without a name: by everybody. */
  records(rater: string | undefined): RatingRecord[];
  /**
   * The taste of a rater, or of everybody, that has learned all.
   *
   * @param pause - is waited for between parts when there is much to learn.
   */
  model(rater: string | undefined, pause: () => Promise<void>): Promise<PreferenceModel>;
  /** What the rater's taste, as far as it has learned, believes about a picture. */
  predict(rater: string, candidate: Candidate): NormalEstimate;
}

/** A taste, and under which number it learned what. */
interface FittedModel {
  model: PreferenceModel;
  readonly eventNumbers: Map<string, number>;
}

/** So many are learned between two pauses. */
const recordsPerPause = 40;

/** A memory without ratings. */
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
      learner.model = emptyPreferenceModel(space); // starting over is quicker, and cleaner
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
