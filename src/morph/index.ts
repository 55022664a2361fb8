export { interpolate, type MorphPath } from "./interpolate.ts";
