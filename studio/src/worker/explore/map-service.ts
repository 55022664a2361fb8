import {
  featureNetwork,
  datasetFromPictures,
  kNearestNeighbours,
  planeEmbedding,
  type FeatureNetwork,
  type Host,
  type PlaneEmbeddingMethod,
} from "omakase/studio";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { renderRandomPictures } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, type Pixels, type RenderedPicture } from "../rendered-picture.ts";

/** Options of a map. */
export interface MapOptions {
  /** Number of samples. */
  readonly count: number;
  /** Seed of the samples. */
  readonly seed: number;
  readonly method: PlaneEmbeddingMethod;
  /** Additional pictures. */
  readonly extraPictures: readonly Pixels[];
}

/** Map layout: similar pictures lie near each other. */
export interface MapLayout {
  /** Samples of the model; on the map they precede the additional pictures. */
  readonly drawn: readonly RenderedPicture[];
  /** `[count, 2]`, 0 … 1 from the left and from the top. */
  readonly positions: Float32Array;
  /** Indices of the nearest neighbours, nearest first: `[count, neighbourCount]`. */
  readonly neighbours: Uint32Array;
  readonly neighbourCount: number;
}

/** Maximum number of neighbours per picture. */
const maxNeighbours = 6;

/** Creates the service that lays out maps. */
export function createMapService(runs: RunCache, host: Host, jobs: TaskRunner) {
  let network: Promise<FeatureNetwork> | undefined;
  return {
    /** Embeds pictures by their features (UMAP). */
    async embed(
      id: string,
      { count, seed, method, extraPictures }: MapOptions,
      onProgress: TaskProgressListener,
    ): Promise<MapLayout> {
      const signal = jobs.begin("map");
      const run = await runs.load(id);
      const drawn = await renderRandomPictures(run, seed, count, {
        signal,
        onProgress: ({ done, total }) =>
          onProgress({ fraction: (0.3 * done) / total, activity: { ja: "描いています", en: "drawing" } }),
      });
      const pictures = [...drawn.map(({ pixels }) => pixels), ...extraPictures].map(pictureFromPixels);
      network ??= runs.device().then(({ device }) => featureNetwork(host, device));
      network.catch(() => (network = undefined));
      const seen = await (
        await network
      ).extract(datasetFromPictures(pictures, { size: 64, channels: 3 }), (done) => {
        signal.throwIfAborted();
        onProgress({
          fraction: 0.3 + (0.2 * done) / pictures.length,
          activity: { ja: "見くらべています", en: "comparing" },
        });
      });
      const plane = await planeEmbedding(Float32Array.from(seen.values), seen.width, {
        method: pictures.length < 15 ? "pca" : method,
        signal,
        onProgress: (done) =>
          onProgress({ fraction: 0.5 + 0.5 * done, activity: { ja: "並べています", en: "laying out" } }),
      });
      const neighbourCount = Math.min(maxNeighbours, pictures.length - 1);
      return {
        drawn,
        positions: scaleToUnitSquare(plane),
        neighbours: kNearestNeighbours(seen, neighbourCount),
        neighbourCount,
      };
    },
  };
}

/** Scales positions to 0 … 1 and keeps their aspect ratio. */
function scaleToUnitSquare(plane: Float32Array): Float32Array {
  const [across, down] = [0, 1].map((axis) => plane.filter((_, at) => at % 2 === axis));
  const [left, top] = [across, down].map((values) => values.reduce((least, value) => Math.min(least, value), Infinity));
  const [width, height] = [
    across.reduce((most, value) => Math.max(most, value), -Infinity) - left,
    down.reduce((most, value) => Math.max(most, value), -Infinity) - top,
  ];
  const size = Math.max(width, height) || 1;
  const margin = [(size - width) / 2, (size - height) / 2];
  return plane.map((value, at) => (value - (at % 2 === 0 ? left : top) + margin[at % 2]) / size);
}
