export { carefulWalker, type CarefulWalker, type CarefulWalkerOptions } from "./careful-walk.ts";
export { eye } from "./eye.ts";
export { partSpread, type PartSpread } from "./part-spread.ts";
export { readPictures, teachReader, type TaughtReader } from "./taught-reader.ts";
export { alongDirections, type AlongDirectionsOptions, type DirectionSteps } from "./along-directions.ts";
export { directionMethods, directionName, directionSchema, type Direction, type FoundDirection } from "./direction.ts";
export { learnDirection, type LearnDirectionOptions } from "./learn-direction.ts";
export { orthogonal } from "./orthogonal.ts";
export { ganspaceDirections, sefaDirections, type GanspaceOptions } from "./unsupervised.ts";
