import { requireModel, type Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { applyEditRecipe, addLocalEditsGlobally, editRecipeAt, recipeLocalEdits } from "./latent-edit.ts";
import { renderLatents, type RenderLatentsOptions } from "./render-latents.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import type { RenderedImage } from "./generate.ts";
import { valuesFromNames } from "./named-attributes.ts";
import type { Sampler } from "./sampler.ts";
import { provenance, trainedModelHash } from "./provenance.ts";

/**
 * Returns the latents of a recipe: `[count, latent]` of one image or of all images of a sheet, or `[1, layers ·
 * latent]` of an image with per-layer latents. Local edits are added globally, because latents have no regions.
 * @param where - name of the image in errors.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function recipeLatents(sampler: Sampler, recipe: Recipe, where: string): Promise<Float32Array> {
  requireModel(recipe, await trainedModelHash(sampler.trained), where);
  return uncheckedRecipeLatents(sampler, recipe, where);
}

/**
 * Returns the latents of a recipe that is known to be of this model: see {@link recipeLatents}.
 * @throws OmakaseError `recipe` when it does not fit the model.
 */
export function uncheckedRecipeLatents(sampler: Sampler, recipe: LatentRecipe, where: string): Float32Array {
  const latents = globalRecipeLatents(sampler, recipe, where);
  addLocalEditsGlobally(sampler, latents, recipeLocalEdits(recipe));
  return latents;
}

/** Returns the latents of a recipe without its local edits: see `recipeLocalEdits`. */
export function globalRecipeLatents(sampler: Sampler, recipe: LatentRecipe, where: string): Float32Array {
  const latents = unmovedRecipeLatents(sampler, recipe, where);
  applyEditRecipe(sampler, latents, recipe, where);
  return latents;
}

/** Returns the latents of a recipe before its edit. */
function unmovedRecipeLatents(sampler: Sampler, recipe: LatentRecipe, where: string): Float32Array {
  const { latent, truncation = 1, sheet } = recipe;
  if ("seed" in latent) {
    const conditions = recipeConditions(sampler, recipe, where);
    return sampler.latents(latent.seed, sheet?.count ?? 1, { first: latent.index, truncation, conditions });
  }
  const widths = [sampler.latent, sampler.layers.length * sampler.latent];
  if (widths.includes(latent.length) && sheet === undefined) return Float32Array.from(latent);
  throw wrongCount(where, sampler.latent, latent.length);
}

/**
 * Returns the feature offsets of a recipe, `[featureOffsetSize]`: see `withFeatureOffsets`. Undefined when it has
 * none.
 * @param where - name of the image in errors.
 * @throws OmakaseError `recipe` when the model has another number of feature offsets.
 */
export function recipeFeatureOffsets(
  { featureOffsetSize }: Sampler,
  { featureOffsets }: Recipe,
  where: string,
): Float32Array | undefined {
  if (!featureOffsets || featureOffsets.length === featureOffsetSize)
    return featureOffsets && Float32Array.from(featureOffsets);
  throw wrongCount(where, featureOffsetSize, featureOffsets.length);
}

/** The fields of a recipe that decide its latents. */
export type LatentRecipe = Pick<Recipe, "latent" | "attributes" | "truncation" | "sheet" | "edit">;

function recipeConditions({ attributes }: Sampler, recipe: LatentRecipe, where: string): Float32Array[] | undefined {
  if (!attributes) return undefined;
  const count = recipe.sheet?.count ?? 1;
  if (recipe.attributes?.length === count) return valuesFromNames(attributes, recipe.attributes, where);
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `${count} 枚の絵の属性`, en: `the attributes of ${count} pictures` },
    got: { ja: `${recipe.attributes?.length ?? 0} 枚ぶん`, en: `those of ${recipe.attributes?.length ?? 0}` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}

/**
 * Maximum number of pixels of a sheet that is drawn again, because recipes are untrusted input. `generate` writes
 * fewer.
 */
const maxSheetPixels = 2 ** 26;

/**
 * Draws the image or the sheet of a recipe again: the same bytes on the same device and version.
 * @param where - name of the image in errors.
 * @returns the image, and its recipe with the device and version that drew it this time.
 * @throws OmakaseError `recipe` when another model drew it, or its sheet is larger than 2²⁶ pixels; `option` when it
 *   has both feature offsets and local edits.
 */
export async function renderRecipe(
  sampler: Sampler,
  recipe: Recipe,
  where: string,
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<RenderedImage> {
  requireModel(recipe, await trainedModelHash(sampler.trained), where);
  requireSheetSize(sampler, recipe, where);
  const latents = globalRecipeLatents(sampler, recipe, where);
  const featureOffsets = recipeFeatureOffsets(sampler, recipe, where);
  const { omakase, device } = await provenance(sampler.trained);
  const { sheet, ...single } = { ...recipe, omakase, device };
  const pictures = await renderLatents(sampler, latents, {
    ...options,
    featureOffsets,
    localEdits: recipeLocalEdits(recipe),
    batch: recipe.batch ?? 1,
    width: Array.isArray(recipe.latent) ? latents.length : sampler.latent,
  });
  const drawings = pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...single,
      ...(recipe.attributes && { attributes: [recipe.attributes[at]] }),
      ...(recipe.edit && { edit: editRecipeAt(recipe.edit, at, sampler) }),
    },
  }));
  return sheet ? recipeSheet(drawings, sheet) : drawings[0];
}

function requireSheetSize({ trained: { picture } }: Sampler, { sheet }: Recipe, where: string): void {
  if (!sheet || sheet.count * (picture.size * sheet.scale) ** 2 <= maxSheetPixels) return;
  const { count, scale } = sheet;
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `${maxSheetPixels} 画素までの一覧`, en: `a sheet of at most ${maxSheetPixels} pixels` },
    got: { ja: `${count} 枚を ${scale} 倍にしたもの`, en: `one of ${count} pictures, each ${scale} times as large` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}

function wrongCount(where: string, wanted: number, got: number): OmakaseError {
  return new OmakaseError("recipe", {
    where,
    expected: { ja: `${wanted} 個の数`, en: `${wanted} numbers` },
    got: { ja: `${got} 個`, en: `${got}` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}
