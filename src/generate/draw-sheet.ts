import { internal } from "../error.ts";
import { contactSheet } from "../image/index.ts";
import { joinAlong } from "./along.ts";
import type { Drawing } from "./generate.ts";

/** About how wide a picture of a sheet should be, px: tiny ones are enlarged by a whole factor. */
const comfortableWidth = 96;

/** See {@link drawSheet}. */
export interface SheetOptions {
  /** Pictures side by side. Default: as square as the pictures allow. */
  readonly columns?: number;
  /** Every pixel becomes `scale × scale` pixels. Default: so that a picture is at least 96 px wide. */
  readonly scale?: number;
}

/** Drawings in a grid. Its recipe draws all of them again, so they have to be neighbours of one seed. */
export function drawSheet(drawings: readonly Drawing[], options: SheetOptions = {}): Drawing {
  const [{ picture, recipe }] = drawings;
  if (!("seed" in recipe.latent)) throw internal("drawSheet: pictures without a seed");
  const { columns = Math.ceil(Math.sqrt(drawings.length)) } = options;
  const { scale = Math.max(1, Math.ceil(comfortableWidth / picture.width)) } = options;
  return {
    picture: contactSheet(
      drawings.map((drawing) => drawing.picture),
      { columns, scale },
    ),
    recipe: {
      ...recipe,
      ...(recipe.attributes && { attributes: drawings.flatMap((drawing) => drawing.recipe.attributes ?? []) }),
      ...(recipe.along && { along: joinAlong(drawings.flatMap((drawing) => drawing.recipe.along ?? [])) }),
      sheet: { count: drawings.length, columns, scale },
    },
  };
}
