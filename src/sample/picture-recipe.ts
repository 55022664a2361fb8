import type { Family, Recipe } from "../checkpoint/index.ts";
import type { Picture } from "../image/index.ts";
import { nameLatentAttributes } from "./latent-attributes.ts";
import type { EditRecipe } from "./latent-edit.ts";
import type { LatentPoint } from "./latent-point.ts";
import type { NamedAttributes } from "./named-attributes.ts";
import { provenance, type Provenance } from "./provenance.ts";
import { render, type RenderOptions } from "./render.ts";
import type { Sampler } from "./sampler.ts";

/** An image that a model drew, and the recipe that draws it again. */
export interface RenderedImage {
  readonly picture: Picture;
  readonly recipe: Recipe;
}

/** A point, and what its recipe says besides. */
export interface RecipePoint {
  readonly point: LatentPoint;
  /** Index of a seed that gives the latent of the point before its edit. Default: the recipe lists the numbers. */
  readonly seedIndex?: { readonly seed: number; readonly index: number };
  /** Attributes of the point. Default: the nearest to its condition. */
  readonly attributes?: NamedAttributes;
  /** Truncation of the noise, 0 … 1. Default 1: none. */
  readonly truncation?: number;
  /**
   * Steps along directions, and the offsets that they added; without offsets, the latent of the point has them
   * already. Default: none.
   */
  readonly edit?: Pick<EditRecipe, "steps"> & Partial<EditRecipe>;
  /** Ancestors of an offspring. Default: none. */
  readonly family?: Family;
}

/**
 * Returns the recipe of a point of a model.
 * @param signed - the model and the device, as of `provenance`.
 */
export function pictureRecipe(
  { attributes, latent, noiseSize }: Sampler,
  signed: Provenance,
  { point, seedIndex, attributes: named, truncation = 1, edit, family }: RecipePoint,
): Recipe {
  const { featureOffsets, localEdits } = point;
  const isEdited = edit !== undefined || localEdits !== undefined;
  return {
    ...signed,
    latent: seedIndex ?? [...point.latent],
    ...(featureOffsets && { featureOffsets: [...featureOffsets] }),
    ...(attributes && {
      attributes: [named ?? nameLatentAttributes({ latent, noiseSize }, attributes, point.latent)],
    }),
    ...(truncation !== 1 && { truncation }),
    ...(family && { family }),
    ...(isEdited && {
      edit: {
        steps: {},
        noiseOffset: new Array<number>(noiseSize).fill(0),
        ...(localEdits && { localEdits }),
        ...edit,
      },
    }),
  };
}

/**
 * Renders points, each with its recipe: see `render`.
 * @returns an image and a recipe per point.
 */
export async function renderWithRecipes(
  sampler: Sampler,
  points: readonly RecipePoint[],
  options: RenderOptions = {},
): Promise<RenderedImage[]> {
  const pictures = await render(
    sampler,
    points.map(({ point }) => point),
    options,
  );
  const signed = { ...(await provenance(sampler.trained)), ...(options.batch && { batch: options.batch }) };
  return points.map((point, at) => ({ picture: pictures[at], recipe: pictureRecipe(sampler, signed, point) }));
}
