import {
  candidateAt,
  sampleDesign,
  renderCandidates,
  renderLatentCandidates,
  identifyDesign,
  random,
  recipeLatents,
  renderRecipe,
  type LatentEdit,
  type Candidate,
  type RenderLatentsOptions,
  type Sampler,
  type LocalEdit,
} from "omakase";
import type { LoadedRun } from "./run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "./rendered-picture.ts";

/** A picture of the model at hand, by what it was drawn from. */
export type PictureRecipe = Pick<RenderedPicture, "candidate" | "recipe">;

/** Pictures by lot, as frequent as in those that were learned from: number i of a seed is always the same. */
export async function renderRandomPictures(
  run: Pick<LoadedRun, "sampler" | "designSpace">,
  seed: number,
  count: number,
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<RenderedPicture[]> {
  const candidates = Array.from({ length: count }, (_, at) =>
    identifyDesign(sampleDesign(run.designSpace, random(seed, "candidate", at))),
  );
  return renderCandidatePictures(run.sampler, candidates, options);
}

/** The pictures of some cards. */
export async function renderCandidatePictures(
  sampler: Sampler,
  candidates: readonly Candidate[],
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<RenderedPicture[]> {
  const drawings = await renderCandidates(sampler, candidates, options);
  return drawings.map(({ picture, recipe }, at) => ({
    candidate: candidates[at],
    recipe,
    pixels: pixelsFromPicture(picture),
  }));
}

/** The pictures of some latents, `[count, latent]`. */
export async function renderLatentPictures(sampler: Sampler, latents: Float32Array): Promise<RenderedPicture[]> {
  const drawn = await renderLatentCandidates(sampler, latents);
  return drawn.map(({ candidate, picture, recipe }) => ({ candidate, recipe, pixels: pixelsFromPicture(picture) }));
}

/**
 * The picture of a latent that moves in parts of the picture only: its card is that of the place where all of it would
 * have moved.
 */
export async function renderEditedPicture(
  sampler: Sampler,
  latent: Float32Array,
  steps: LatentEdit["steps"],
  moves: readonly LocalEdit[],
): Promise<RenderedPicture> {
  const [unedited] = await renderLatentPictures(sampler, latent);
  if (moves.length === 0) return unedited;
  const localEdits = moves.map(({ mask, noiseOffset }) => ({ mask, noiseOffset: [...noiseOffset] }));
  const recipe = {
    ...unedited.recipe,
    edit: { steps, noiseOffset: new Array<number>(sampler.noiseSize).fill(0), localEdits },
  };
  const candidate = candidateAt(sampler, await recipeLatents(sampler, recipe, recipe.run));
  const { picture } = await renderRecipe(sampler, recipe, recipe.run);
  return { candidate, recipe, pixels: pixelsFromPicture(picture) };
}

/** Where a picture lies, `[latent]`; what has a latent for each layer lies where its card does. */
export async function latentFromRecipe(sampler: Sampler, { candidate, recipe }: PictureRecipe): Promise<Float32Array> {
  const latents = await recipeLatents(sampler, recipe, recipe.run);
  if (latents.length === sampler.latent) return latents;
  const conditions = sampler.attributes && candidate.values.map((value) => Float32Array.of(value));
  return sampler.latents(0, 1, { noise: [candidate.latent], conditions });
}
