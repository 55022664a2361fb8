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
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
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
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<RenderedPicture[]> {
  const drawings = await renderCandidates(sampler, candidates, options);
  return drawings.map(({ picture, recipe }, at) => ({
    candidate: candidates[at],
    recipe,
    pixels: pixelsFromPicture(picture),
  }));
}

/** Renders the pictures of latents, `[count, latentSize]`. */
export async function renderLatentPictures(sampler: Sampler, latents: Float32Array): Promise<RenderedPicture[]> {
  const drawn = await renderLatentCandidates(sampler, latents);
  return drawn.map(({ candidate, picture, recipe }) => ({ candidate, recipe, pixels: pixelsFromPicture(picture) }));
}

/** Renders a picture with local latent edits; its candidate is that of the fully edited latent. */
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

/** Returns the latent of a picture, `[latentSize]`; for per-layer latents, that of its candidate. */
export async function latentFromRecipe(sampler: Sampler, { candidate, recipe }: PictureRecipe): Promise<Float32Array> {
  const latents = await recipeLatents(sampler, recipe, recipe.run);
  if (latents.length === sampler.latent) return latents;
  const conditions = sampler.attributes && candidate.values.map((value) => Float32Array.of(value));
  return sampler.latents(0, 1, { noise: [candidate.latent], conditions });
}
