export { interpolate, type MorphPath } from "./interpolate.ts";
export { morph, type MorphOptions } from "./morph.ts";
