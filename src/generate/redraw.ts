import { modelHash, requireModel, type Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { drawLatents, type DrawOptions } from "./draw-latents.ts";
import { drawSheet } from "./draw-sheet.ts";
import type { Drawing } from "./generate.ts";
import { valuesOfNames } from "./named-wishes.ts";
import type { Painter } from "./painter.ts";
import { signature } from "./signature.ts";

/**
 * The latents of a recipe, `[count, latent]`: one picture's, or those of all pictures of a sheet.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function recipeLatents(artist: Painter, recipe: Recipe, where: string): Promise<Float32Array> {
  requireModel(recipe, await modelHash(artist.trained.weights), where);
  const { latent, truncation = 1, sheet } = recipe;
  if ("seed" in latent) {
    const wishes = recipeWishes(artist, recipe, where);
    return artist.latents(latent.seed, sheet?.count ?? 1, { first: latent.index, truncation, wishes });
  }
  if (latent.length === artist.latent && sheet === undefined) return Float32Array.from(latent);
  throw wrongCount(where, artist.latent, latent.length);
}

/**
 * What a recipe adds to its latent: see `detailed`. Undefined where it adds nothing.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when the model has not so many details.
 */
export function recipeDetail({ details }: Painter, { detail }: Recipe, where: string): Float32Array | undefined {
  if (!detail || detail.length === details) return detail && Float32Array.from(detail);
  throw wrongCount(where, details, detail.length);
}

function recipeWishes({ attributes }: Painter, recipe: Recipe, where: string): Float32Array[] | undefined {
  if (!attributes) return undefined;
  const count = recipe.sheet?.count ?? 1;
  if (recipe.attributes?.length === count) return valuesOfNames(attributes, recipe.attributes, where);
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `${count} 枚の絵の属性`, en: `the attributes of ${count} pictures` },
    got: { ja: `${recipe.attributes?.length ?? 0} 枚ぶん`, en: `those of ${recipe.attributes?.length ?? 0}` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}

/**
 * Draws the picture or the sheet of a recipe again: the same bytes on the same device and version.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @returns the picture, and its recipe with the device and version that drew it this time.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function redraw(
  artist: Painter,
  recipe: Recipe,
  where: string,
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Drawing> {
  const latents = await recipeLatents(artist, recipe, where);
  const details = recipeDetail(artist, recipe, where);
  const { omakase, device } = await signature(artist.trained);
  const { sheet, ...single } = { ...recipe, omakase, device };
  const pictures = await drawLatents(artist, latents, { ...options, details, batch: recipe.batch ?? 1 });
  const drawings = pictures.map((picture, at) => ({
    picture,
    recipe: { ...single, ...(recipe.attributes && { attributes: [recipe.attributes[at]] }) },
  }));
  return sheet ? drawSheet(drawings, sheet) : drawings[0];
}

function wrongCount(where: string, wanted: number, got: number): OmakaseError {
  return new OmakaseError("recipe", {
    where,
    expected: { ja: `${wanted} 個の数`, en: `${wanted} numbers` },
    got: { ja: `${got} 個`, en: `${got}` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}
