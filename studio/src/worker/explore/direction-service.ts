import {
  addLatentOffset,
  directionEdit,
  loadFeatureWeights,
  ganspaceDirections,
  learnDirection,
  recipeLocalEdits,
  sefaDirections,
  globalRecipeLatents,
  type Direction,
  type DirectionEstimate,
  type Host,
} from "omakase";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { latentFromRecipe, renderEditedPicture, type PictureRecipe } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, type RenderedPicture } from "../rendered-picture.ts";

/** A direction, and how far along it. */
export interface AppliedDirection {
  readonly direction: Direction;
  /** −3 … 3; two lead from without to with. */
  readonly steps: number;
}

/** A picture that teaches: what it was asked for says as much as its pixels. */
export type LabelledPicture = Pick<RenderedPicture, "candidate" | "pixels">;

/** How directions are found that nobody has labelled. */
export type FindMethod = "sefa" | "ganspace";

const drawingText = { ja: "たくさん描いて、見ています", en: "drawing many, and looking at them" };

/** Learns directions of a model, and walks along them. */
export function createDirectionService(runs: RunCache, host: Host, jobs: TaskRunner) {
  return {
    /** From pictures that show something and pictures that do not, at least two of each. */
    async learn(
      id: string,
      {
        present,
        absent,
        others,
      }: { present: readonly LabelledPicture[]; absent: readonly LabelledPicture[]; others: readonly Direction[] },
      onProgress: TaskProgressListener,
    ): Promise<DirectionEstimate> {
      const signal = jobs.begin("direction");
      const { sampler } = await runs.load(id);
      const { weights } = await loadFeatureWeights(host);
      const pictures = (all: readonly LabelledPicture[]) => all.map(({ pixels }) => pictureFromPixels(pixels));
      return learnDirection(sampler, weights, pictures(present), pictures(absent), {
        orthogonalTo: others,
        conditions: [...present, ...absent].map(({ candidate }) => candidate.values),
        signal,
        sampleCount: 1000, // half of what the command line takes: somebody waits
        onProgress: ({ done, total }) => onProgress({ fraction: (0.7 * done) / total, activity: drawingText }),
      });
    },
    /** The strongest without labels. */
    async find(
      id: string,
      count: number,
      method: FindMethod,
      onProgress: TaskProgressListener,
    ): Promise<DirectionEstimate[]> {
      const signal = jobs.begin("direction");
      const { sampler } = await runs.load(id);
      const most = Math.min(count, sampler.noiseSize);
      if (method === "sefa") return sefaDirections(sampler, most);
      const { weights } = await loadFeatureWeights(host);
      return ganspaceDirections(sampler, weights, most, {
        signal,
        onProgress: ({ done, total }) => onProgress({ fraction: (0.8 * done) / total, activity: drawingText }),
      });
    },
    /** A picture, moved along directions. */
    async apply(id: string, from: PictureRecipe, way: readonly AppliedDirection[]): Promise<RenderedPicture> {
      const { sampler } = await runs.load(id);
      const before = recipeLocalEdits(from.recipe);
      const latent =
        before.length > 0
          ? globalRecipeLatents(sampler, from.recipe, from.recipe.run)
          : await latentFromRecipe(sampler, from);
      const { weights } = await loadFeatureWeights(host);
      const { steps, offset } = directionEdit(sampler, weights, way);
      const moved = await offset(latent, before);
      addLatentOffset(sampler, latent, moved);
      return renderEditedPicture(sampler, latent, steps, [...before, ...moved.localEdits]);
    },
  };
}
