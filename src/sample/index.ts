export type { TrainedModel } from "./trained-model.ts";
export { createSampler, type LatentOptions, type Sampler } from "./sampler.ts";
export { renderLatents, type RenderLatentsOptions } from "./render-latents.ts";
export { sampleAttributes, type SampleAttributesOptions, type AttributeFill } from "./sample-attributes.ts";
export {
  findAttribute,
  rangeOf,
  wrapAndClamp,
  type AttributeConstraint,
  type AttributeRequest,
} from "./parse-attributes.ts";
export { sweepAttribute, type SweepAttributeOptions, type SweepImage } from "./sweep-attribute.ts";
export {
  addLatentOffset,
  recipeLocalEdits,
  applyLatentEdit,
  type LatentEdit,
  type LatentOffset,
} from "./latent-edit.ts";
export { generate, type RenderedImage, type GenerateOptions } from "./generate.ts";
export { recipeSheet, type RecipeSheetOptions } from "./recipe-sheet.ts";
export type { StyleLayer } from "./style-mixing.ts";
export { nameAttributes, valuesFromNames, type NamedAttributes } from "./named-attributes.ts";
export { provenance } from "./provenance.ts";
export {
  uncheckedRecipeLatents,
  recipeFeatureOffsets,
  recipeLatents,
  renderRecipe,
  globalRecipeLatents,
  type LatentRecipe,
} from "./render-recipe.ts";
export { sliceLocalEdits, type LocalEdit } from "./local-edit.ts";
export { encodeImages, reconstruct, type Reconstruction } from "./reconstruct.ts";
export { createTranslator, type Translator, type TranslatorRunOptions } from "./translator.ts";
export { translate, type NamedImage, type TranslateOptions, type Translation } from "./translate.ts";
export { openDiscriminator, type Discriminator } from "./discriminator.ts";

export { trainEncoder, type TrainEncoderOptions } from "./invert/train-encoder.ts";
export { createInverter, type Inversion, type Inverter, type InvertOptions } from "./invert/inverter.ts";
export { createPerceptualDistance, type PerceptualDistance } from "./invert/perceptual-distance.ts";
export { generatedPictures, translatedPictures } from "./sampled-pictures.ts";
