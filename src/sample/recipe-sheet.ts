import { internalError } from "../error.ts";
import { contactSheet } from "../image/index.ts";
import { joinEditRecipes } from "./latent-edit.ts";
import type { RenderedImage } from "./generate.ts";

/** About how wide a picture of a sheet should be, px: tiny ones are enlarged by a whole factor. */
const minTileWidth = 96;

/** See {@link recipeSheet}. */
export interface RecipeSheetOptions {
  /** Pictures side by side. Default: as square as the pictures allow. */
  readonly columns?: number;
  /** Every pixel becomes `scale × scale` pixels. Default: so that a picture is at least 96 px wide. */
  readonly scale?: number;
}

/** Drawings in a grid. Its recipe draws all of them again, so they have to be neighbours of one seed. */
export function recipeSheet(drawings: readonly RenderedImage[], options: RecipeSheetOptions = {}): RenderedImage {
  const [{ picture, recipe }] = drawings;
  if (!("seed" in recipe.latent)) throw internalError("drawSheet: pictures without a seed");
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
