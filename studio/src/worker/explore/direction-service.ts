import {
  directionEdit,
  loadFeatureWeights,
  ganspaceDirections,
  hasSefaDirections,
  learnDirection,
  movePoint,
  render,
  sefaDirections,
  type Direction,
  type DirectionEstimate,
  type Host,
} from "omakase/studio";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { pointFromRecipe, renderPoint, type PictureRecipe } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type Pixels, type RenderedPicture } from "../rendered-picture.ts";

/** Direction and step size. */
export interface AppliedDirection {
  readonly direction: Direction;
  /** Steps, −3 … 3; two lead from without to with. */
  readonly steps: number;
}

/** Pictures at both ends of a slider, −3 and +3 steps. */
export type DirectionEnds = readonly [low: Pixels, high: Pixels];

/** Steps at both ends of a slider. */
const endSteps = [-3, 3] as const;

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
    /** Returns whether directions are found at once, by SeFa. */
    hasSefa: async (id: string): Promise<boolean> => hasSefaDirections((await runs.load(id)).sampler),
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
    /** Renders a picture at both ends of each direction. */
    async ends(id: string, from: PictureRecipe, directions: readonly Direction[]): Promise<DirectionEnds[]> {
      const { sampler } = await runs.load(id);
      const point = await pointFromRecipe(sampler, from);
      const { weights } = await loadFeatureWeights(host);
      const points = await Promise.all(
        directions.flatMap((direction) =>
          endSteps.map(async (steps) => {
            const { offset } = directionEdit(sampler, weights, [{ direction, steps }]);
            const [moved] = await offset([point]);
            return movePoint(sampler, point, moved);
          }),
        ),
      );
      const pixels = (await render(sampler, points)).map(pixelsFromPicture);
      return directions.map((_, at) => [pixels[2 * at], pixels[2 * at + 1]]);
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
