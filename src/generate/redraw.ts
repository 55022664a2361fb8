import { requireModel, type Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import { addAlong, addMoves, alongOf, recipeMoves } from "./along.ts";
import { drawLatents, type DrawOptions } from "./draw-latents.ts";
import { drawSheet } from "./draw-sheet.ts";
import type { Drawing } from "./generate.ts";
import { valuesOfNames } from "./named-wishes.ts";
import type { Painter } from "./painter.ts";
import { signature, trainedHash } from "./signature.ts";

/**
 * The latents of a recipe, `[count, latent]`: one picture's, or those of all pictures of a sheet; or
 * `[1, layers · latent]` of a picture with a latent for each layer. Of one that was moved in a part of the picture only,
 * those that move all of it: latents know no parts.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when another model drew it.
 */
export async function recipeLatents(artist: Painter, recipe: Recipe, where: string): Promise<Float32Array> {
  requireModel(recipe, await trainedHash(artist.trained), where);
  return originLatents(artist, recipe, where);
}

/**
 * The same, for what is known to be of this model.
 *
 * @throws OmakaseError `recipe` when it does not fit the model.
 */
export function originLatents(artist: Painter, recipe: Origin, where: string): Float32Array {
  const latents = wholeLatents(artist, recipe, where);
  addMoves(artist, latents, recipeMoves(recipe));
  return latents;
}

/** The same without what moves parts of the picture only: see `recipeMoves`. */
export function wholeLatents(artist: Painter, recipe: Origin, where: string): Float32Array {
  const latents = startLatents(artist, recipe, where);
  addAlong(artist, latents, recipe, where);
  return latents;
}

/** Where a recipe begins, before anything is added. */
function startLatents(artist: Painter, recipe: Origin, where: string): Float32Array {
  const { latent, truncation = 1, sheet } = recipe;
  if ("seed" in latent) {
    const wishes = recipeWishes(artist, recipe, where);
    return artist.latents(latent.seed, sheet?.count ?? 1, { first: latent.index, truncation, wishes });
  }
  const widths = [artist.latent, artist.layers.length * artist.latent];
  if (widths.includes(latent.length) && sheet === undefined) return Float32Array.from(latent);
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

/** What of a recipe says where in latent space a picture is. */
export type Origin = Pick<Recipe, "latent" | "attributes" | "truncation" | "sheet" | "along">;

function recipeWishes({ attributes }: Painter, recipe: Origin, where: string): Float32Array[] | undefined {
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

/** Pixels of a sheet beyond which it is not drawn again, as a recipe can come from anybody. `generate` writes fewer. */
const mostPixels = 2 ** 26;

/**
 * Draws the picture or the sheet of a recipe again: the same bytes on the same device and version.
 *
 * @param where - how an error calls the picture that the recipe came with.
 * @returns the picture, and its recipe with the device and version that drew it this time.
 * @throws OmakaseError `recipe` when another model drew it, or its sheet is larger than 2²⁶ pixels.
 */
export async function redraw(
  artist: Painter,
  recipe: Recipe,
  where: string,
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Drawing> {
  requireModel(recipe, await trainedHash(artist.trained), where);
  requireRoom(artist, recipe, where);
  const latents = wholeLatents(artist, recipe, where);
  const details = recipeDetail(artist, recipe, where);
  const { omakase, device } = await signature(artist.trained);
  const { sheet, ...single } = { ...recipe, omakase, device };
  const pictures = await drawLatents(artist, latents, {
    ...options,
    details,
    moves: recipeMoves(recipe),
    batch: recipe.batch ?? 1,
    width: Array.isArray(recipe.latent) ? latents.length : artist.latent,
  });
  const drawings = pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...single,
      ...(recipe.attributes && { attributes: [recipe.attributes[at]] }),
      ...(recipe.along && { along: alongOf(recipe.along, at, artist) }),
    },
  }));
  return sheet ? drawSheet(drawings, sheet) : drawings[0];
}

function requireRoom({ trained: { picture } }: Painter, { sheet }: Recipe, where: string): void {
  if (!sheet || sheet.count * (picture.size * sheet.scale) ** 2 <= mostPixels) return;
  const { count, scale } = sheet;
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `${mostPixels} 画素までの一覧`, en: `a sheet of at most ${mostPixels} pixels` },
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
