import type { Dataset } from "../dataset/index.ts";
import type { Figure } from "../figure/index.ts";
import { createSampler, openDiscriminator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";

/** Point in a plane, about −1 … 1. */
export type Point = readonly [x: number, y: number];

/** Places around which the points of {@link ringDataset} lie: eight on a circle. */
export const ringPlaces: readonly Point[] = Array.from({ length: 8 }, (_, at) => {
  const angle = (at * Math.PI) / 4;
  return [0.7 * Math.cos(angle), 0.7 * Math.sin(angle)] as const;
});

/** Standard deviation of the points around their place. */
const scatter = 0.04;

/**
 * Creates points around {@link ringPlaces}, as pictures of a single pixel: `[count, 2, 1, 1]`, x and y as its two channels.
 *
 * @param count - number of points, as many around each place.
 */
export function ringDataset(count: number): Dataset {
  const numbers = random(1, "ring").normals(2 * count);
  const pointAt = (index: number): Point => {
    const [x, y] = ringPlaces[index % ringPlaces.length];
    return [x + scatter * numbers[2 * index], y + scatter * numbers[2 * index + 1]];
  };
  const unsupported = () => Promise.reject(new Error("points are no pictures"));
  return {
    ...{ name: "ring", size: 1, count, tags: [], skipped: [], notices: [], credit: undefined },
    channels: 2 as number as Dataset["channels"], // networks take any number of channels; files of pictures do not
    nameOf: String,
    originalSize: () => [1, 1],
    batch: async (indices) => Float32Array.from(Array.from(indices).flatMap(pointAt)),
    pixels: unsupported,
    picture: unsupported,
  };
}

/** Draws points with a trained generator. */
export async function drawPoints(trained: TrainedModel, count: number, seed = 3): Promise<Point[]> {
  const sampler = createSampler(trained);
  const values = await sampler.decode(sampler.latents(seed, count), count);
  sampler.dispose();
  return Array.from({ length: count }, (_, at) => [values[2 * at], values[2 * at + 1]] as const);
}

/** Number of squares of the field along a side. */
const squares = 36;
/** Distance up to which a point belongs to a place. */
const visitRadius = 0.2;
/** Half the side of the drawn plane. */
const reach = 1.15;

/**
 * Draws a GAN of points: the discriminator's field (blue: real, orange: fake), the places of real points as circles, and
 * generated points in red.
 *
 * @param fakes - generated points.
 */
export async function pointFigure(trained: TrainedModel, fakes: readonly Point[]): Promise<Figure> {
  const side = 360;
  const at = (value: number) => (((value + reach) / (2 * reach)) * side).toFixed(1);
  const step = (2 * reach) / squares;
  const centres = Array.from({ length: squares * squares }, (_, index): Point => {
    return [-reach + (Math.floor(index % squares) + 0.5) * step, -reach + (Math.floor(index / squares) + 0.5) * step];
  });
  const discriminator = openDiscriminator(trained);
  const scores = await discriminator?.score(Float32Array.from(centres.flat()), centres.length);
  discriminator?.dispose();
  const width = (side / squares + 0.4).toFixed(1);
  const field = centres.map(([x, y], index) => {
    const score = scores?.[index] ?? 0;
    const strength = Math.min(0.75, Math.abs(score) / 4).toFixed(2);
    const fill = score > 0 ? "#4f9bd9" : "#f0a35c";
    return `<rect x="${at(x - step / 2)}" y="${at(y - step / 2)}" width="${width}" height="${width}" fill="${fill}" fill-opacity="${strength}"/>`;
  });
  const circles = (points: readonly Point[], look: string) =>
    points.map(([x, y]) => `<circle cx="${at(x)}" cy="${at(y)}" ${look}/>`).join("");
  const radius = ((visitRadius / (2 * reach)) * side).toFixed(1);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">` +
    `<rect width="100%" height="100%" fill="#fff"/>${field.join("")}` +
    circles(ringPlaces, `r="${radius}" fill="none" stroke="#333" stroke-width="1.5"`) +
    `${circles(fakes, 'r="2.6" fill="#c4161c" fill-opacity="0.8"')}</svg>`;
  return { svg, width: side, height: side };
}
