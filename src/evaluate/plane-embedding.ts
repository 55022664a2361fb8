import { UMAP } from "umap-js";
import { random } from "../tensor/index.ts";
import { projectToPrincipalPlane } from "../math/index.ts";

/** Dimensionality reduction to two dimensions. */
export type PlaneEmbeddingMethod = "umap" | "pca";

/** Options of {@link planeEmbedding}. */
export interface PlaneEmbeddingOptions {
  /**
   * `umap` (McInnes et al. 2018) keeps neighbours together, so clusters show; distances between clusters mean nothing.
   * `pca` projects onto the plane of largest variance; distances in it are true, but clusters may overlap. Default:
   * `umap`, and `pca` for fewer than 15 points.
   */
  readonly method?: PlaneEmbeddingMethod;
  /**
   * Number of neighbours per point in `umap`: small values show detail, large ones the global structure. Default 15.
   */
  readonly neighbours?: number;
  /** Seed of `umap`. Default 1. */
  readonly seed?: number;
  /** Callback with the finished share, 0–1. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Smallest number of points for `umap`. */
const fewest = 15;

/**
 * Embeds points such as latents in a plane, similar ones near each other. The same points, options and seed give the
 * same plane.
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
    await new Promise((done) => setTimeout(done)); // lets Ctrl-C through
  }
  const plane = umap.getEmbedding();
  const [across, down] = [spreadRanks(plane.map(([x]) => x)), spreadRanks(plane.map(([, y]) => y))];
  return Float32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? across : down)[at >> 1]);
}

/** Blends positions with ranks, half each, 0–1: dense regions get room, and empty space between clusters shrinks. */
function spreadRanks(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const order = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
  const ranks = new Array<number>(values.length);
  order.forEach((at, rank) => (ranks[at] = rank / Math.max(1, values.length - 1)));
  return values.map((value, at) => ((value - least) / (most - least || 1) + ranks[at]) / 2);
}
