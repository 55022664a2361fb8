export { type Card, type CardSpace } from "./card.ts";
export { type TasteWeights } from "./kernel.ts";
export { chooseBest, forget, newTaste, predict, rate, type Rating, type Taste } from "./taste.ts";
export { type Belief } from "./posterior.ts";
export { drawCard } from "./draw-card.ts";
export { difference, usualDifference } from "./variety.ts";
export { chooseCards, type ChooseCardsOptions } from "./choose-cards.ts";
