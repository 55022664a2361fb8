import type { Device } from "../device/index.ts";
import type { Features } from "./features.ts";
import { fitSquare, toPictures, toTensor } from "../image/index.ts";
import type { Host } from "../host.ts";
import { featureNetworkShape, loadFeatureWeights } from "./feature-weights.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { classifier, classifierNetworks, featureTrunk } from "../model/index.ts";
import { attributePredictor } from "./attribute-predictor.ts";
import type { PictureSet } from "./picture-set.ts";

const shape = featureNetworkShape;

/** Stages after which parts of pictures are compared: 8 × 8 parts, each of which sees 22 × 22 px. */
const patchStages = 3;
/** Parts along a side. */
const patchesPerSide = shape.size / 2 ** patchStages;

/**
 * What the network sees in the parts of pictures: pictures of 64 px in colour →
 * `[batch, 64, 8, 8]`. Its weights are those of {@link loadFeatureWeights}, at the path `body`.
 */
export const patchTrunk = featureTrunk(shape, patchStages);

/** Pictures in memory at a time. */
const chunk = 256;

/** The network in whose eyes pictures are compared. */
export interface FeatureNetwork {
  /** Said with every number, such as `omakase features 1 (9a3f20c1)`: its version, and a check over its weights. */
  readonly name: string;
  /**
   * What it sees in all pictures of a set; those of other sizes or without colour are brought to its own.
   *
   * @param onProgress - told after every few pictures.
   */
  extract(pictures: PictureSet, onProgress?: (done: number) => void): Promise<Features>;
  /**
   * What it sees in the parts of pictures: for each picture 8 × 8 points, rows from the top.
   *
   * @param values - `[count, channels, size, size]` in [−1, 1].
   */
  extractPatches(values: Float32Array, shape: Pick<PictureSet, "count" | "size" | "channels">): Promise<Features>;
  dispose(): void;
}

/**
 * Opens the feature network that comes along with omakase: a small network that was trained on the built-in sets to say
 * what their pictures show and how much they were damaged (`npm run feature`). It is not the network of the FID, and
 * its numbers cannot be compared with those.
 */
export async function featureNetwork(host: Host, device: Device): Promise<FeatureNetwork> {
  const { name, weights } = await loadFeatureWeights(host);
  const model = classifier(classifierNetworks({ ...shape, attributes: { tags: [] } }));
  const reader = attributePredictor({ model, picture: shape, weights, device });
  const closely = createNetworkRunner(device, weights, "body", patchTrunk, [shape.channels, shape.size, shape.size]);
  return {
    name,
    async extract(pictures, onProgress) {
      const seen: Features[] = [];
      for (let from = 0; from < pictures.count; from += chunk) {
        const indices = Array.from({ length: Math.min(chunk, pictures.count - from) }, (_, at) => from + at);
        const values = preprocess(await pictures.batch(indices), pictures);
        seen.push(await reader.features(values, indices.length));
        onProgress?.(from + indices.length);
      }
      const [{ width }] = seen;
      const values = new Float32Array(pictures.count * width);
      seen.forEach((part, at) => values.set(part.values, at * chunk * width));
      return { values, count: pictures.count, width };
    },
    async extractPatches(pictures, set) {
      return patchPoints(await closely.run(preprocess(pictures, set), set.count), set.count);
    },
    dispose() {
      reader.dispose();
      closely.dispose();
    },
  };
}

/** Pictures of any size, grey or not, as the network knows pictures. */
function preprocess(values: Float32Array, { size, channels }: Pick<PictureSet, "size" | "channels">): Float32Array {
  if (size === shape.size && channels === shape.channels) return values;
  const pictures = toPictures(values, { channels, height: size, width: size });
  const each = shape.channels * shape.size ** 2;
  const fitted = new Float32Array(pictures.length * each);
  pictures.forEach((picture, at) =>
    fitted.set(toTensor(fitSquare(picture, shape.size, shape.channels), shape.channels), at * each),
  );
  return fitted;
}

/** `[count, width, side, side]` as one point for each part: `[count · side · side, width]`. */
function patchPoints(values: Float32Array, count: number): Features {
  const parts = patchesPerSide ** 2;
  const width = values.length / count / parts;
  const points = new Float32Array(values.length);
  for (let picture = 0; picture < count; picture++)
    for (let axis = 0; axis < width; axis++)
      for (let part = 0; part < parts; part++)
        points[(picture * parts + part) * width + axis] = values[(picture * width + axis) * parts + part];
  return { values: points, count: count * parts, width };
}
