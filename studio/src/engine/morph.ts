import {
  cardAt,
  drawingsAt,
  morph,
  recipeDetail,
  recipeLatents,
  resize,
  walkOf,
  type MorphPath,
  type Painter,
  type Picture,
  type Recipe,
} from "omakase";
import { browserHost } from "omakase/browser";
import type { Runs } from "./runs.ts";
import { pixelsOf, type Pixels, type Shown } from "./shown.ts";

/** A way from one picture to the next, cut into as many equal steps. */
export interface Leg {
  readonly from: Recipe;
  readonly to: Recipe;
  readonly path: MorphPath;
  readonly steps: number;
}

/** What happens at the last stop: nothing, the same way back, or on to the first. */
export type FilmEnd = "once" | "back" | "round";

/** A film to be drawn. */
export interface FilmPlan {
  readonly stops: readonly Recipe[];
  readonly path: MorphPath;
  readonly end: FilmEnd;
  /** How many pictures. */
  readonly frames: number;
  /** Side of the film, px. */
  readonly size: number;
}

/** Told how much is done, 0 … 1. */
export type Progress = (share: number) => void;

/** Ways between pictures. */
export function morphing(runs: Runs) {
  const { codecs } = browserHost({ cache: false });
  let filming: AbortController | undefined;

  async function drawFilm(id: string, plan: FilmPlan, onProgress: Progress): Promise<Picture[]> {
    filming?.abort();
    filming = new AbortController();
    const { signal } = filming;
    const { artist } = await runs.ready(id);
    const { end, path, size } = plan;
    const stops = end === "round" ? [...plan.stops, plan.stops[0]] : plan.stops;
    // there and back, no end is shown twice; in a circle, neither is the beginning
    const frames = end === "back" ? Math.ceil(plan.frames / 2) + 1 : end === "round" ? plan.frames + 1 : plan.frames;
    const pictures = await morph(artist, await latentsOf(artist, stops), {
      ...detailsOf(artist, stops),
      frames: Math.max(frames, 2),
      path,
      loop: end === "back",
      onProgress: ({ done, total }) => onProgress(done / total),
      signal,
    });
    if (end === "round") pictures.pop();
    return pictures.map((picture) => (picture.width === size ? picture : resize(picture, size, size)));
  }

  return {
    /** Some pictures of a leg, by how many steps they are away from its beginning. */
    async pictures(id: string, { from, to, path, steps }: Leg, at: readonly number[]): Promise<Pixels[]> {
      const { artist } = await runs.ready(id);
      const pictures = await morph(artist, await latentsOf(artist, [from, to]), {
        ...detailsOf(artist, [from, to]),
        frames: steps + 1,
        path,
        only: at,
      });
      return pictures.map(pixelsOf);
    },
    /** One of them, to be kept. */
    async moment(id: string, { from, to, path, steps }: Leg, at: number): Promise<Shown> {
      const { artist } = await runs.ready(id);
      const options = { ...detailsOf(artist, [from, to]), frames: steps + 1, path };
      const place = walkOf(artist, await latentsOf(artist, [from, to]), options)[at];
      const [{ picture, recipe }] = await drawingsAt(artist, [place]);
      return { card: cardAt(artist, place.latent), recipe, pixels: pixelsOf(picture) };
    },
    /** A film as a file. */
    async file(
      id: string,
      plan: FilmPlan,
      { format, rate }: { readonly format: "gif" | "webp"; readonly rate: number },
      onProgress: Progress,
    ): Promise<Uint8Array> {
      const pictures = await drawFilm(id, plan, onProgress);
      return await codecs.encodeAnimation(pictures, { format, rate });
    },
    /** A film as pictures, for those who record it. */
    film: async (id: string, plan: FilmPlan, onProgress: Progress): Promise<Pixels[]> =>
      (await drawFilm(id, plan, onProgress)).map(pixelsOf),
    /** Leaves off drawing a film. */
    stop: (): void => filming?.abort(),
  };
}

async function latentsOf(artist: Painter, stops: readonly Recipe[]): Promise<Float32Array[]> {
  return await Promise.all(stops.map((recipe) => recipeLatents(artist, recipe, "")));
}

function detailsOf(artist: Painter, stops: readonly Recipe[]) {
  return { details: stops.map((recipe) => recipeDetail(artist, recipe, "")) };
}
