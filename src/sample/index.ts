export type { TrainedModel } from "./trained-model.ts";
export { createSampler, type LatentOptions, type Sampler } from "./sampler.ts";
export {
  latentPoints,
  movePoint,
  wholeLatent,
  type LatentLayout,
  type LatentOffset,
  type LatentPoint,
  type LocalEdit,
} from "./latent-point.ts";
export { render, type RenderOptions } from "./render.ts";
export { pictureRecipe, renderWithRecipes, type RecipePoint, type RenderedImage } from "./picture-recipe.ts";
export { sampleAttributes, type SampleAttributesOptions, type AttributeFill } from "./sample-attributes.ts";
export {
  findAttribute,
  parseAttributes,
  rangeOf,
  wrapAndClamp,
  type AttributeConstraint,
  type AttributeRequest,
} from "./parse-attributes.ts";
export { sweepAttribute, type SweepAttributeOptions, type SweepImage } from "./sweep-attribute.ts";
export { applyLatentEdit, type EditedPoints, type LatentEdit } from "./latent-edit.ts";
export { attributeValueText, latentAttributes, periodicAxesOf } from "./latent-attributes.ts";
export { generate, type GenerateOptions } from "./generate.ts";
export { recipeSheet, type RecipeSheetOptions } from "./recipe-sheet.ts";
export type { StyleLayer } from "./style-mixing.ts";
export { nameAttributes, valuesFromNames, type NamedAttributes } from "./named-attributes.ts";
export { provenance, trainedModelHash, type Provenance } from "./provenance.ts";
export { recipeAttributes, recipePoints, renderRecipe, uncheckedRecipePoints } from "./render-recipe.ts";
export { encodeImages, reconstruct, type Reconstruction } from "./reconstruct.ts";
export { createTranslator, type Translator, type TranslatorRunOptions } from "./translator.ts";
export { translate, type NamedImage, type TranslateOptions, type Translation } from "./translate.ts";
export { openDiscriminator, type Discriminator } from "./discriminator.ts";
export { upscale, type UpscaleFactor, type UpscaleOptions } from "./upscale.ts";

export { trainEncoder, type TrainEncoderOptions } from "./invert/train-encoder.ts";
export { createInverter, type Inversion, type Inverter, type InvertOptions } from "./invert/inverter.ts";
export { createPerceptualDistance, type PerceptualDistance } from "./invert/perceptual-distance.ts";
export { generatedPictures, translatedPictures } from "./sampled-pictures.ts";
