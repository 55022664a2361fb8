import { requireModel, type Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { editRecipeAt } from "./latent-edit.ts";
import { movePoint, type LatentPoint } from "./latent-point.ts";
import { render, type RenderOptions } from "./render.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import type { RenderedImage } from "./picture-recipe.ts";
import { nameLatentAttributes } from "./latent-attributes.ts";
import { valuesFromNames, type NamedAttributes } from "./named-attributes.ts";
import type { Sampler } from "./sampler.ts";
import { provenance, trainedModelHash } from "./provenance.ts";
import { sampleText } from "../text/index.ts";

/**
 * Returns the points of a recipe: one, or those of all images of a sheet.
 * @param where - name of the image in errors.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function recipePoints(sampler: Sampler, recipe: Recipe, where: string): Promise<LatentPoint[]> {
  requireModel(recipe, await trainedModelHash(sampler.trained), where);
  return uncheckedRecipePoints(sampler, recipe, where);
}

/**
 * Returns the points of a recipe that is known to be of this model: see {@link recipePoints}.
 * @throws OmakaseError `recipe` when it does not fit the model.
 */
export function uncheckedRecipePoints(sampler: Sampler, recipe: PointRecipe, where: string): LatentPoint[] {
  const { featureOffsets, edit } = recipe;
  const { featureOffsetSize } = sampler;
  if (featureOffsets && featureOffsets.length !== featureOffsetSize)
    throw wrongCount(where, featureOffsetSize, featureOffsets.length);
  const points = unmovedPoints(sampler, recipe, where);
  if (edit) requireEditLengths(sampler, edit, points.length, where);
  return points.map((point, at) => ({
    ...(edit ? movePoint(sampler, point, editRecipeAt(edit, at, sampler)) : point),
    ...(featureOffsets && { featureOffsets }),
  }));
}

/**
 * Returns the final attributes of an image by name: those of its recipe, after the edit. Undefined when the model has
 * no attributes, or the recipe has none.
 */
export function recipeAttributes(sampler: Sampler, recipe: Recipe): NamedAttributes | undefined {
  if (!sampler.attributes || !recipe.edit?.conditionOffset) return recipe.attributes?.[0];
  const [{ latent }] = uncheckedRecipePoints(sampler, recipe, "recipe");
  return nameLatentAttributes(sampler, sampler.attributes, latent);
}

/** Returns the points of a recipe before its edit, without feature offsets. */
function unmovedPoints(sampler: Sampler, recipe: PointRecipe, where: string): LatentPoint[] {
  const { latent, truncation = 1, sheet } = recipe;
  if ("seed" in latent) {
    const conditions = recipeConditions(sampler, recipe, where);
    return sampler.points(latent.seed, sheet?.count ?? 1, { first: latent.index, truncation, conditions });
  }
  const widths = [sampler.latent, sampler.layers.length * sampler.latent];
  if (widths.includes(latent.length) && sheet === undefined) return [{ latent: latent.map(Math.fround) }];
  throw wrongCount(where, sampler.latent, latent.length);
}

function requireEditLengths(
  { latent, noiseSize }: Sampler,
  { noiseOffset, conditionOffset, localEdits = [] }: NonNullable<Recipe["edit"]>,
  count: number,
  where: string,
): void {
  const check = ({ length }: readonly number[], wanted: number) => {
    if (length === wanted) return;
    throw new OmakaseError("recipe", {
      where,
      ...sampleText.renderRecipe.numbersAddedAlongDirections({ wanted, length }),
    });
  };
  for (const added of [noiseOffset, ...localEdits.map((edit) => edit.noiseOffset)]) check(added, count * noiseSize);
  if (conditionOffset) check(conditionOffset, count * (latent - noiseSize));
}

/** The fields of a recipe that decide its points. */
export type PointRecipe = Pick<Recipe, "latent" | "featureOffsets" | "attributes" | "truncation" | "sheet" | "edit">;

function recipeConditions({ attributes }: Sampler, recipe: PointRecipe, where: string): Float32Array[] | undefined {
  if (!attributes) return undefined;
  const count = recipe.sheet?.count ?? 1;
  if (recipe.attributes?.length === count) return valuesFromNames(attributes, recipe.attributes, where);
  throw new OmakaseError("recipe", {
    where,
    ...sampleText.renderRecipe.recipeConditions({ count, got: recipe.attributes?.length ?? 0 }),
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
 * @throws OmakaseError `recipe` when another model drew it, or its sheet is larger than 2²⁶ pixels.
 */
export async function renderRecipe(
  sampler: Sampler,
  recipe: Recipe,
  where: string,
  options: Pick<RenderOptions, "onProgress" | "signal"> = {},
): Promise<RenderedImage> {
  requireModel(recipe, await trainedModelHash(sampler.trained), where);
  requireSheetSize(sampler, recipe, where);
  const points = uncheckedRecipePoints(sampler, recipe, where);
  const { omakase, device } = await provenance(sampler.trained);
  const { sheet, ...single } = { ...recipe, omakase, device };
  const pictures = await render(sampler, points, { ...options, batch: recipe.batch ?? 1 });
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
    ...sampleText.renderRecipe.sheetTooLarge({ maxSheetPixels, count, scale }),
  });
}

function wrongCount(where: string, wanted: number, got: number): OmakaseError {
  return new OmakaseError("recipe", { where, ...sampleText.renderRecipe.wrongCount({ wanted, got }) });
}
