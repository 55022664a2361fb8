import {
  morph,
  recipePoints,
  resize,
  latentPath,
  type InterpolationPath,
  type LatentPoint,
  type Sampler,
  type Picture,
  type Recipe,
} from "omakase/studio";
import { browserHost } from "omakase/browser";
import { renderPoint } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pixelsFromPicture, type Pixels, type RenderedPicture } from "../rendered-picture.ts";

/** Path from one picture to the next, divided into equal steps. */
export interface MorphSegment {
  readonly from: Recipe;
  readonly to: Recipe;
  readonly path: InterpolationPath;
  readonly steps: number;
}

/** Behaviour at the last keyframe: end, return the same way, or continue to the first. */
export type LoopMode = "once" | "back" | "round";

/** Options of a film. */
export interface FilmOptions {
  readonly keyframes: readonly Recipe[];
  readonly path: InterpolationPath;
  readonly loop: LoopMode;
  /** Number of frames. */
  readonly frames: number;
  /** Side of the film, px. */
  readonly size: number;
}

/** Listener for the finished share, 0 … 1. */
export type FilmProgressListener = (share: number) => void;

/** Creates the service of morphs. */
export function createMorphService(runs: RunCache) {
  const { codecs } = browserHost({ cache: false });
  let filming: AbortController | undefined;

  async function drawFilm(id: string, plan: FilmOptions, onProgress: FilmProgressListener): Promise<Picture[]> {
    filming?.abort();
    filming = new AbortController();
    const { signal } = filming;
    const { sampler } = await runs.load(id);
    const { loop, path, size } = plan;
    const stops = loop === "round" ? [...plan.keyframes, plan.keyframes[0]] : plan.keyframes;
    // no frame repeats: there and back skips both ends, a loop skips the end
    const frames = loop === "back" ? Math.ceil(plan.frames / 2) + 1 : loop === "round" ? plan.frames + 1 : plan.frames;
    const pictures = await morph(sampler, await pointsOf(sampler, stops), {
      frames: Math.max(frames, 2),
      path,
      loop: loop === "back",
      onProgress: ({ done, total }) => onProgress(done / total),
      signal,
    });
    if (loop === "round") pictures.pop();
    return pictures.map((picture) => (picture.width === size ? picture : resize(picture, size, size)));
  }

  return {
    /** Renders frames of a segment by their step numbers. */
    async pictures(id: string, { from, to, path, steps }: MorphSegment, at: readonly number[]): Promise<Pixels[]> {
      const { sampler } = await runs.load(id);
      const pictures = await morph(sampler, await pointsOf(sampler, [from, to]), {
        frames: steps + 1,
        path,
        frameNumbers: at,
      });
      return pictures.map(pixelsFromPicture);
    },
    /** Renders one frame of a segment for the gallery. */
    async frame(id: string, { from, to, path, steps }: MorphSegment, at: number): Promise<RenderedPicture> {
      const { sampler } = await runs.load(id);
      const points = latentPath(sampler, await pointsOf(sampler, [from, to]), { frames: steps + 1, path });
      return renderPoint(sampler, points[at]);
    },
    /** Renders a film as a file. */
    async file(
      id: string,
      plan: FilmOptions,
      { format, rate }: { readonly format: "gif" | "webp"; readonly rate: number },
      onProgress: FilmProgressListener,
    ): Promise<Uint8Array> {
      const pictures = await drawFilm(id, plan, onProgress);
      return await codecs.encodeAnimation(pictures, { format, framesPerSecond: rate });
    },
    /** Renders a film as frames for a recorder. */
    film: async (id: string, plan: FilmOptions, onProgress: FilmProgressListener): Promise<Pixels[]> =>
      (await drawFilm(id, plan, onProgress)).map(pixelsFromPicture),
    /** Cancels a film. */
    stop: (): void => filming?.abort(),
  };
}

async function pointsOf(sampler: Sampler, stops: readonly Recipe[]): Promise<LatentPoint[]> {
  return await Promise.all(stops.map(async (recipe) => (await recipePoints(sampler, recipe, ""))[0]));
}
