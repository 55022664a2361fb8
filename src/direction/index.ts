export { alongDirections, type DirectionSteps } from "./along-directions.ts";
export { directionName, directionSchema, type Direction, type FoundDirection } from "./direction.ts";
export { learnDirection, type LearnDirectionOptions } from "./learn-direction.ts";
export { ganspaceDirections, sefaDirections, type GanspaceOptions } from "./unsupervised.ts";
