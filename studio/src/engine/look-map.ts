import {
  featureNetwork,
  fromPictures,
  nearestOthers,
  pictureMap,
  type FeatureNetwork,
  type Host,
  type MapMethod,
} from "omakase";
import type { Jobs, ProgressListener } from "./look-jobs.ts";
import { lots } from "./drawn.ts";
import type { Runs } from "./runs.ts";
import { pictureOf, type Pixels, type Shown } from "./shown.ts";

/** What is to be laid out. */
export interface MapWishes {
  /** Pictures that the model draws by lot. */
  readonly count: number;
  /** Which. */
  readonly seed: number;
  readonly method: MapMethod;
  /** Pictures besides. */
  readonly own: readonly Pixels[];
}

/** Pictures laid out so that alike ones lie near each other. */
export interface LaidOut {
  /** What the model drew; on the map they come first, the own ones after them. */
  readonly drawn: readonly Shown[];
  /** `[count, 2]`, 0 … 1 from the left and from the top. */
  readonly places: Float32Array;
  /** For each the most alike ones, the nearest first: `[count, near]`. */
  readonly nearest: Uint32Array;
  readonly near: number;
}

/** So many alike ones are told of each. */
const mostNear = 6;

/** Lays pictures out. */
export function mapping(runs: Runs, host: Host, jobs: Jobs) {
  let eyes: Promise<FeatureNetwork> | undefined;
  return {
    /** By how pictures look in the eyes of the feature network. */
    async lay(id: string, { count, seed, method, own }: MapWishes, onProgress: ProgressListener): Promise<LaidOut> {
      const signal = jobs.begin("map");
      const run = await runs.ready(id);
      const drawn = await lots(run, seed, count, {
        signal,
        onProgress: ({ done, total }) =>
          onProgress({ done: (0.3 * done) / total, doing: { ja: "描いています", en: "drawing" } }),
      });
      const pictures = [...drawn.map(({ pixels }) => pixels), ...own].map(pictureOf);
      eyes ??= runs.device().then(({ device }) => featureNetwork(host, device));
      eyes.catch(() => (eyes = undefined));
      const seen = await (
        await eyes
      ).look(fromPictures(pictures, { size: 64, channels: 3 }), (done) => {
        signal.throwIfAborted();
        onProgress({ done: 0.3 + (0.2 * done) / pictures.length, doing: { ja: "見くらべています", en: "comparing" } });
      });
      const plane = await pictureMap(Float32Array.from(seen.values), seen.width, {
        method: pictures.length < 15 ? "pca" : method,
        signal,
        onProgress: (done) => onProgress({ done: 0.5 + 0.5 * done, doing: { ja: "並べています", en: "laying out" } }),
      });
      const near = Math.min(mostNear, pictures.length - 1);
      return { drawn, places: withinOne(plane), nearest: nearestOthers(seen, near), near };
    },
  };
}

/** The same places within 0 … 1, in their proportions. */
function withinOne(plane: Float32Array): Float32Array {
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
