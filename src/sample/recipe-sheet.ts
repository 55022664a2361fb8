import { internalError } from "../error.ts";
import { contactSheet } from "../image/index.ts";
import { joinEditRecipes } from "./latent-edit.ts";
import type { RenderedImage } from "./picture-recipe.ts";

/** Minimum width of a tile, px: smaller images are enlarged by a whole factor. */
const minTileWidth = 96;

/** See {@link recipeSheet}. */
export interface RecipeSheetOptions {
  /** Tiles per row. Default: as square as the count allows. */
  readonly columns?: number;
  /**
   * Integer scale: every pixel becomes `scale × scale` pixels. Default: the smallest that gives tiles of at least 96
   * px.
   */
  readonly scale?: number;
}

/**
 * Arranges images in a grid. Its recipe draws all of them again, so they have to be consecutive indices of one seed.
 */
export function recipeSheet(drawings: readonly RenderedImage[], options: RecipeSheetOptions = {}): RenderedImage {
  const [{ picture, recipe }] = drawings;
  if (!("seed" in recipe.latent)) throw internalError("recipeSheet: pictures without a seed");
  const { columns = Math.ceil(Math.sqrt(drawings.length)) } = options;
  const { scale = Math.max(1, Math.ceil(minTileWidth / picture.width)) } = options;
  return {
    picture: contactSheet(
      drawings.map((drawing) => drawing.picture),
      { columns, scale },
    ),
    recipe: {
      ...recipe,
      ...(recipe.attributes && { attributes: drawings.flatMap((drawing) => drawing.recipe.attributes ?? []) }),
      ...(recipe.edit && { edit: joinEditRecipes(drawings.flatMap((drawing) => drawing.recipe.edit ?? [])) }),
      sheet: { count: drawings.length, columns, scale },
    },
  };
}
