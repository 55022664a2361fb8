export { type Card, type CardSpace } from "./card.ts";
export { type TasteWeights } from "./kernel.ts";
export { chooseBest, forget, newTaste, predict, rate, type Rating, type Taste } from "./taste.ts";
export { type Belief } from "./posterior.ts";
export { drawCard, nameCard, type Draft } from "./draw-card.ts";
export { cardDifference, usualDifference } from "./variety.ts";
export { chooseCards, type ChooseCardsOptions } from "./choose-cards.ts";
export { nextCard, type NextCard } from "./next-card.ts";
export { beliefs, type Beliefs, type LikedTrait, type TraitBelief } from "./beliefs.ts";
export { beliefSentences, isOtherHalf, traitsText } from "./belief-words.ts";
export { learnRecord, learnRecords } from "./learn-records.ts";
export { type RatingRecord } from "./rating-record.ts";
export {
  addRecord,
  forgetRecord,
  newTasteBook,
  readTasteBook,
  recordsOf,
  shownTo,
  startOver,
  tasteOf,
  type TasteBook,
  type TasteEntry,
} from "./taste-book.ts";
export { chanceOfGood, learningRecord, lookBack, type LearningRecord } from "./learning-record.ts";
export { ratingsJson, ratingsSchema, readRatingsJson, type Ratings } from "./ratings-file.ts";
export { csvCell } from "./csv-cell.ts";
export { ratingsCsv, readRatingsCsv } from "./ratings-csv.ts";
export { weightedKappa, type Agreement } from "./rater/weighted-kappa.ts";
export { repeatsOf, selfAgreement, type Repeat } from "./rater/self-agreement.ts";
export { standardDrift, type StandardDrift, type TrendPoint } from "./rater/standard-drift.ts";
export { tasteShift, type TasteShift } from "./rater/taste-shift.ts";
export { raterSentences, type RaterMeasures } from "./rater/rater-words.ts";
export { cardSpaceOf, drawCards } from "./draw-cards.ts";
export { cardsOfRecipe } from "./cards-of-recipe.ts";
export { latentCards, type LatentCard } from "./latent-cards.ts";
export { cardAt } from "./card-at.ts";
