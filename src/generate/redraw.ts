import { modelHash, requireModel, type Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { addAlong } from "./along.ts";
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
    const latents = artist.latents(latent.seed, sheet?.count ?? 1, { first: latent.index, truncation, wishes });
    addAlong(artist, latents, recipe, where);
    return latents;
  }
  if (latent.length === artist.latent && sheet === undefined) return Float32Array.from(latent);
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `${artist.latent} 個の数`, en: `${artist.latent} numbers` },
    got: { ja: `${latent.length} 個`, en: `${latent.length}` },
    remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
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
  const { omakase, device } = await signature(artist.trained);
  const { sheet, ...single } = { ...recipe, omakase, device };
  const pictures = await drawLatents(artist, latents, { ...options, batch: recipe.batch ?? 1 });
  const drawings = pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...single,
      ...(recipe.attributes && { attributes: [recipe.attributes[at]] }),
      ...(recipe.along && {
        along: { ...recipe.along, added: recipe.along.added.slice(at * artist.random, (at + 1) * artist.random) },
      }),
    },
  }));
  return sheet ? drawSheet(drawings, sheet) : drawings[0];
}
