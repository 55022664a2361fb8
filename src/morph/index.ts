export { interpolate, type MorphPath } from "./interpolate.ts";
export { morph, type MorphOptions } from "./morph.ts";
export { latentSum, meanLatent, type LatentSumOptions, type Term } from "./latent-sum.ts";
export { readTerms, type WrittenTerm } from "./read-terms.ts";
