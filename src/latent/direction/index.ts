export { directionEdit, type DirectionStep } from "./direction-edit.ts";
export { directionNamePattern, directionSchema, type Direction, type DirectionEstimate } from "./direction.ts";
export { learnDirection, type LearnDirectionOptions } from "./learn-direction.ts";
export { ganspaceDirections, sefaDirections, type GanspaceOptions } from "./unsupervised-directions.ts";
