import { OmakaseError } from "../../error.ts";
import {
  recipePoints,
  renderWithRecipes,
  wholeLatent,
  type RenderedImage,
  type RenderOptions,
  type Sampler,
} from "../../sample/index.ts";
import { familyOfChild, type Parent } from "./family-builder.ts";
import { inherit, type Inheritance, type InheritOptions } from "./inherit.ts";
import { latentText } from "../../text/index.ts";

/** See {@link fuse}. */
export interface FuseOptions extends InheritOptions, Pick<RenderOptions, "onProgress" | "signal"> {}

/** A rendered child, with the source of its traits. Its recipe names its ancestors. */
export interface Offspring extends RenderedImage, Inheritance {}

/**
 * Draws children of two images of a model: each inherits some genes of either, whole groups of attributes or layers
 * of the network at a time (crossover, as in ArtBreeder and, by layer, in the style mixing of Karras et al. 2019). A
 * child can be a parent in turn.
 * @returns `count` children.
 * @throws OmakaseError `recipe` when a parent is of another model; `option` when both are the same image.
 */
export async function fuse(
  sampler: Sampler,
  parents: readonly [Parent, Parent],
  options: FuseOptions = {},
): Promise<Offspring[]> {
  const points = await Promise.all(parents.map(({ recipe, name = "" }) => recipePoints(sampler, recipe, name)));
  const [a, b] = points.map(([point]) => point);
  const [own, other] = [a, b].map((point) => wholeLatent(sampler, point));
  if (own.length === other.length && own.every((value, at) => value === other[at]))
    throw sameParentError(parents[1].name ?? "");
  const children = inherit(sampler, [a, b], options);
  const images = await renderWithRecipes(
    sampler,
    children.map(({ point, by, shares }) => ({ point, family: familyOfChild(sampler, parents, { by, shares }) })),
    options,
  );
  return children.map((child, at) => ({ ...child, ...images[at] }));
}

function sameParentError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...latentText.fuse.sameParent });
}
