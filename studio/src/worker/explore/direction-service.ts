import {
  directionEdit,
  loadFeatureWeights,
  ganspaceDirections,
  learnDirection,
  movePoint,
  sefaDirections,
  type Direction,
  type DirectionEstimate,
  type Host,
} from "omakase/studio";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { pointFromRecipe, renderPoint, type PictureRecipe } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, type RenderedPicture } from "../rendered-picture.ts";

/** Direction and step size. */
export interface AppliedDirection {
  readonly direction: Direction;
  /** Steps, −3 … 3; two lead from without to with. */
  readonly steps: number;
}

/** Labelled example: its candidate and its pixels. */
export type LabelledPicture = Pick<RenderedPicture, "candidate" | "pixels">;

/** Method that finds directions without labels. */
export type FindMethod = "sefa" | "ganspace";

const drawingText = { ja: "たくさん描いて、見ています", en: "drawing many, and looking at them" };

/** Creates the service that learns directions of a model and applies them. */
export function createDirectionService(runs: RunCache, host: Host, jobs: TaskRunner) {
  return {
    /** Learns a direction from pictures with and without something, at least two of each. */
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
        sampleCount: 1000, // half of the command line's default, to shorten the wait
        onProgress: ({ done, total }) => onProgress({ fraction: (0.7 * done) / total, activity: drawingText }),
      });
    },
    /** Finds the strongest directions without labels. */
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
    /** Renders a picture moved along directions. */
    async apply(id: string, from: PictureRecipe, way: readonly AppliedDirection[]): Promise<RenderedPicture> {
      const { sampler } = await runs.load(id);
      const point = await pointFromRecipe(sampler, from);
      const { weights } = await loadFeatureWeights(host);
      const { steps, offset } = directionEdit(sampler, weights, way);
      const [moved] = await offset([point]);
      const there = movePoint(sampler, point, moved);
      return renderPoint(sampler, there, there.localEdits && { edit: { steps } });
    },
  };
}
