import type { Dataset } from "../dataset/index.ts";
import type { Language } from "../error.ts";
import type { Figure } from "../figure/index.ts";
import { createSampler, openDiscriminator, type TrainedModel } from "../sample/index.ts";
import { random } from "../tensor/index.ts";
import { lessonText } from "../text/index.ts";
import { captionedSvg } from "./captioned-svg.ts";

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
  const points = realPoints(count);
  const unsupported = () => Promise.reject(new Error("points are no pictures"));
  return {
    ...{ name: "ring", size: 1, count, tags: [], skipped: [], notices: [], credit: undefined },
    channels: 2 as number as Dataset["channels"], // networks take any number of channels; files of pictures do not
    nameOf: String,
    originalSize: () => [1, 1],
    batch: async (indices) => Float32Array.from(Array.from(indices).flatMap((index) => points[index])),
    pixels: unsupported,
    picture: unsupported,
  };
}

function realPoints(count: number): Point[] {
  const numbers = random(1, "ring").normals(2 * count);
  return Array.from({ length: count }, (_, index) => {
    const [x, y] = ringPlaces[index % ringPlaces.length];
    return [x + scatter * numbers[2 * index], y + scatter * numbers[2 * index + 1]] as const;
  });
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

/** Number of real points in the figure. */
const realCount = 160;

/**
 * Draws a GAN of points: the discriminator's field (blue: real, orange: fake), real points as black crosses, circles
 * around their places, and generated points in red.
 *
 * @param fakes - generated points.
 */
export async function pointFigure(trained: TrainedModel, fakes: readonly Point[], language: Language): Promise<Figure> {
  const [side, margin, top] = [432, 16, 72];
  const at = (value: number) => ((value + reach) / (2 * reach)) * side;
  const circles = (points: readonly Point[], look: string) =>
    points.map(([x, y]) => `<circle cx="${at(x).toFixed(1)}" cy="${at(y).toFixed(1)}" ${look}/>`).join("");
  const radius = (at(visitRadius) - at(0)).toFixed(1);
  const crosses = realPoints(realCount)
    .map(([x, y]) => `M${(at(x) - 3).toFixed(1)} ${at(y).toFixed(1)}h6m-3 -3v6`)
    .join("");
  const plane =
    `<svg x="${margin}" y="${top}" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">` +
    `<rect width="${side}" height="${side}" fill="#fff"/>${await drawField(trained, side)}` +
    circles(ringPlaces, `r="${radius}" fill="none" stroke="#333" stroke-width="1.5"`) +
    circles(fakes, 'r="2.6" fill="#c4161c" fill-opacity="0.8"') +
    `<path d="${crosses}" stroke="#111" stroke-width="1.2" fill="none"/></svg>`;
  return captionedSvg(plane, { size: [side + 2 * margin, side + top + margin], ...lessonText.points, language });
}

/** Draws the discriminator's score of each place: the farther from 0, the stronger the colour. */
async function drawField(trained: TrainedModel, side: number): Promise<string> {
  const step = (2 * reach) / squares;
  const centres = Array.from({ length: squares * squares }, (_, index): Point => {
    return [-reach + (Math.floor(index % squares) + 0.5) * step, -reach + (Math.floor(index / squares) + 0.5) * step];
  });
  const discriminator = openDiscriminator(trained);
  const scores = await discriminator?.score(Float32Array.from(centres.flat()), centres.length);
  discriminator?.dispose();
  const width = side / squares;
  const field = centres.map((_, index) => {
    const score = scores?.[index] ?? 0;
    const strength = (0.85 * Math.sqrt(Math.min(1, Math.abs(score) / 4))).toFixed(2); // the root shows weak scores
    const [x, y] = [(index % squares) * width, Math.floor(index / squares) * width];
    return `<rect x="${x}" y="${y}" width="${width}" height="${width}" fill="${score > 0 ? "#2f86d6" : "#f0a35c"}" fill-opacity="${strength}"/>`;
  });
  return `<g shape-rendering="crispEdges">${field.join("")}</g>`;
}
