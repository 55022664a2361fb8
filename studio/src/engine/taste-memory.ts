import {
  forget,
  learnRecord,
  learnRecords,
  newTaste,
  predict,
  ratingKey,
  ratingRecord,
  type Belief,
  type Card,
  type CardSpace,
  type NewRating,
  type RatingRecord,
  type Taste,
} from "omakase";

/** What people said about pictures of one model, and a taste for each of them and for all, each learned when asked for. */
export interface TasteMemory {
  /** Makes the ratings those that are known; what is new is learned when it is needed. */
  replace(ratings: readonly NewRating[]): void;
  add(rating: NewRating): void;
  remove(key: string): void;
  /** What was said, the oldest first. Without a name: by everybody. */
  records(rater: string | undefined): RatingRecord[];
  /**
   * The taste of a rater, or of everybody, that has learned all.
   *
   * @param pause - is waited for between parts when there is much to learn.
   */
  taste(rater: string | undefined, pause: () => Promise<void>): Promise<Taste>;
  /** What the rater's taste, as far as it has learned, believes about a picture. */
  expect(rater: string, card: Card): Belief;
}

/** A taste, and under which number it learned what. */
interface Learner {
  taste: Taste;
  readonly events: Map<string, number>;
}

/** So many are learned between two pauses. */
const together = 40;

/** A memory without ratings. */
export function createTasteMemory(space: CardSpace): TasteMemory {
  const said = new Map<string, RatingRecord>();
  const learners = new Map<string | undefined, Learner>();
  const own = (rater: string | undefined) =>
    [...said].filter(([, record]) => rater === undefined || record.rater === rater);
  const learnerOf = (rater: string | undefined): Learner => {
    let learner = learners.get(rater);
    if (!learner) learners.set(rater, (learner = { taste: newTaste(space), events: new Map() }));
    return learner;
  };
  const forgetGone = (learner: Learner): void => {
    const gone = [...learner.events].filter(([key]) => !said.has(key));
    if (gone.length > 20 || gone.length === learner.events.size) {
      learner.taste = newTaste(space); // starting over is quicker, and cleaner
      learner.events.clear();
    } else
      for (const [key, event] of gone) {
        learner.taste = forget(learner.taste, event);
        learner.events.delete(key);
      }
  };

  return {
    replace(ratings) {
      said.clear();
      for (const rating of ratings.toSorted((a, b) => a.time - b.time))
        said.set(ratingKey(rating), ratingRecord(rating));
    },
    add: (rating) => void said.set(ratingKey(rating), ratingRecord(rating)),
    remove: (key) => void said.delete(key),
    records: (rater) => own(rater).map(([, record]) => record),
    expect: (rater, card) => predict(learnerOf(rater).taste, [card])[0],
    async taste(rater, pause) {
      const learner = learnerOf(rater);
      forgetGone(learner);
      for (;;) {
        const fresh = own(rater).filter(([key]) => !learner.events.has(key));
        if (fresh.length === 0) return learner.taste;
        const some = fresh.slice(0, together);
        some.forEach(([key], at) => learner.events.set(key, learner.taste.events + at));
        const records = some.map(([, record]) => record);
        learner.taste =
          records.length === 1 ? learnRecord(learner.taste, records[0]) : learnRecords(learner.taste, records);
        if (fresh.length > some.length) await pause();
      }
    },
  };
}
