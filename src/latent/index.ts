export { interpolate, type InterpolationPath } from "./interpolation/interpolate.ts";
export { morph, latentPath, type MorphOptions } from "./interpolation/morph.ts";
export { latentSum, meanLatent, type LatentSumOptions, type LatentTerm } from "./arithmetic/latent-sum.ts";
export { parseTerms, type ParsedTerm } from "./arithmetic/parse-terms.ts";
export { crossover, type GeneShares } from "./crossover/crossover.ts";
export { createFamilyBuilder, familyPoints, type FamilyBuilder, type Parent } from "./crossover/family-builder.ts";
export { fuse, type Offspring, type FuseOptions } from "./crossover/fuse.ts";
export { findGene, genomeOf, defaultGeneKind, type Gene, type Genome, type GeneKind } from "./crossover/gene.ts";
export {
  offspringOf,
  type Inheritance,
  type InheritOptions,
  type InheritedTrait,
  type TraitSource,
} from "./crossover/inherit.ts";
export { renderFamily, type RenderedMember } from "./crossover/render-family.ts";
export { rarityLevel, rarityScale, rarityLabels, type Rarity, type RarityLevel } from "./crossover/rarity.ts";
export { directionEdit, type DirectionStep } from "./direction/direction-edit.ts";
export {
  directionNamePattern,
  directionSchema,
  type Direction,
  type DirectionEstimate,
} from "./direction/direction.ts";
export { learnDirection, type LearnDirectionOptions } from "./direction/learn-direction.ts";
export {
  ganspaceDirections,
  hasSefaDirections,
  sefaDirections,
  type GanspaceOptions,
} from "./direction/unsupervised-directions.ts";
