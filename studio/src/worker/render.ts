import {
  candidateAt,
  candidatePoints,
  sampleDesign,
  renderCandidates,
  renderWithRecipes,
  identifyDesign,
  random,
  recipePoints,
  type Candidate,
  type LatentPoint,
  type RecipePoint,
  type RenderCandidatesOptions,
  type RenderOptions,
  type Sampler,
} from "omakase/studio";
import type { LoadedRun } from "./run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "./rendered-picture.ts";

/** Picture of the current model by its candidate and recipe. */
export type PictureRecipe = Pick<RenderedPicture, "candidate" | "recipe">;

/** Samples pictures with the attribute frequencies of the data set: picture i of a seed is always the same. */
export async function renderRandomPictures(
  run: Pick<LoadedRun, "sampler" | "designSpace">,
  seed: number,
  count: number,
  options: Pick<RenderOptions, "onProgress" | "signal"> = {},
): Promise<RenderedPicture[]> {
  const candidates = Array.from({ length: count }, (_, at) =>
    identifyDesign(sampleDesign(run.designSpace, random(seed, "candidate", at))),
  );
  return renderCandidatePictures(run.sampler, candidates, options);
}

/** Renders the pictures of candidates. */
export async function renderCandidatePictures(
  sampler: Sampler,
  candidates: readonly Candidate[],
  options: RenderCandidatesOptions = {},
): Promise<RenderedPicture[]> {
  const drawings = await renderCandidates(sampler, candidates, options);
  return drawings.map(({ picture, recipe }, at) => ({
    candidate: candidates[at],
    recipe,
    pixels: pixelsFromPicture(picture),
  }));
}

/** Renders the picture of a point. */
export async function renderPoint(
  sampler: Sampler,
  point: LatentPoint,
  recipe: Omit<RecipePoint, "point"> = {},
): Promise<RenderedPicture> {
  const [drawn] = await renderWithRecipes(sampler, [{ point, ...recipe }]);
  return {
    candidate: candidateAt(sampler, point),
    recipe: drawn.recipe,
    pixels: pixelsFromPicture(drawn.picture),
  };
}

/** Returns the point of a picture; for a latent per layer, that of its candidate, which has one latent. */
export async function pointFromRecipe(sampler: Sampler, { candidate, recipe }: PictureRecipe): Promise<LatentPoint> {
  const [point] = await recipePoints(sampler, recipe, recipe.run);
  return point.latent.length === sampler.latent ? point : candidatePoints(sampler, [candidate])[0];
}
