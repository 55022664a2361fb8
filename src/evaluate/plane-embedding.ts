import { UMAP } from "umap-js";
import { random } from "../tensor/index.ts";
import { projectToPrincipalPlane } from "../math/index.ts";

/** How many numbers are made two. */
export type PlaneEmbeddingMethod = "umap" | "pca";

/** See {@link planeEmbedding}. */
export interface PlaneEmbeddingOptions {
  /**
   * `umap` (McInnes et al. 2018): neighbours stay neighbours, so groups show; distances between groups mean nothing.
   * `pca`: the plane in which the points differ most; distances in it are true, but groups may lie over each other.
   * Default: `umap`, and `pca` for fewer than 15 points.
   */
  readonly method?: PlaneEmbeddingMethod;
  /** How many neighbours of each point `umap` looks at: few show detail, many the whole. Default 15. */
  readonly neighbours?: number;
  /** Decides `umap`'s random numbers. Default 1. */
  readonly seed?: number;
  /** Told while it works, 0 … 1. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Fewer points than this have no neighbourhoods to speak of. */
const fewest = 15;

/**
 * Points with many numbers, such as the latents of pictures, as points of a plane: what is alike lies near each other.
 * The same points, options and seed give the same plane.
 *
 * @param points - `[count, width]`, row-major, at least one row.
 * @returns `[count, 2]`, row-major.
 */
export async function planeEmbedding(
  points: Float32Array,
  width: number,
  { method, neighbours = 15, seed = 1, onProgress, signal }: PlaneEmbeddingOptions = {},
): Promise<Float32Array> {
  const count = points.length / width;
  if ((method ?? (count < fewest ? "pca" : "umap")) === "pca") return projectToPrincipalPlane(points, width);
  const rows = Array.from({ length: count }, (_, row) => Array.from(points.subarray(row * width, (row + 1) * width)));
  const chance = random(seed, "map");
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: Math.max(2, Math.min(neighbours, count - 1)),
    minDist: 0.3,
    random: () => chance.uniform(),
  });
  const turns = umap.initializeFit(rows);
  for (let turn = 0; turn < turns; turn++) {
    signal?.throwIfAborted();
    umap.step();
    if (turn % 10 !== 0) continue;
    onProgress?.(turn / turns);
    await new Promise((done) => setTimeout(done)); // so that Ctrl-C is heard
  }
  const plane = umap.getEmbedding();
  const [across, down] = [spreadRanks(plane.map(([x]) => x)), spreadRanks(plane.map(([, y]) => y))];
  return Float32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? across : down)[at >> 1]);
}

/**
 * Half by place, half by rank, 0 … 1: what lies close gets room, and the emptiness between groups, which says nothing,
 * shrinks.
 */
function spreadRanks(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const order = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
  const ranks = new Array<number>(values.length);
  order.forEach((at, rank) => (ranks[at] = rank / Math.max(1, values.length - 1)));
  return values.map((value, at) => ((value - least) / (most - least || 1) + ranks[at]) / 2);
}
