import type { Device } from "../device/index.ts";
import type { Features } from "./features.ts";
import { fitSquare, toPictures, toTensors } from "../image/index.ts";
import type { Host } from "../host.ts";
import { featureNetworkShape, loadFeatureWeights } from "./feature-weights.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { classifier, classifierNetworks, featureTrunk } from "../model/index.ts";
import { attributePredictor } from "./attribute-predictor.ts";
import type { PictureSet } from "./picture-set.ts";

const shape = featureNetworkShape;

/** Number of stages before patch features: 8 × 8 patches with a receptive field of 22 × 22 px. */
const patchStages = 3;
/** Patches along a side. */
const patchesPerSide = shape.size / 2 ** patchStages;

/**
 * Network of patch features: RGB images of 64 px → `[batch, 64, 8, 8]`. Its weights are those of {@link
 * loadFeatureWeights}, at the path `body`.
 */
export const patchTrunk = featureTrunk(shape, patchStages);

/** Pictures per batch. */
const chunk = 256;

/** Feature network, in whose feature space pictures are compared. */
export interface FeatureNetwork {
  /** Name reported with every metric, such as `omakase features 1 (9a3f20c1)`: version, and checksum of the weights. */
  readonly name: string;
  /**
   * Extracts one feature vector per picture, after conversion to 64 px RGB if necessary.
   *
   * @param onProgress - called after every batch with the number of finished pictures.
   * @returns `[count, width]`.
   */
  extract(pictures: PictureSet, onProgress?: (done: number) => void): Promise<Features>;
  /**
   * Extracts patch features: 8 × 8 vectors per picture, rows from the top.
   *
   * @param values - `[count, channels, size, size]` in [−1, 1].
   * @returns `[count · 64, width]`.
   */
  extractPatches(values: Float32Array, shape: Pick<PictureSet, "count" | "size" | "channels">): Promise<Features>;
  dispose(): void;
}

/**
 * Opens the feature network that ships with omakase: a small network trained on the built-in data sets to predict their
 * attributes and the strength of applied distortions (`npm run feature`). It is not the Inception network of the FID;
 * its values do not compare with those.
 */
export async function featureNetwork(host: Host, device: Device): Promise<FeatureNetwork> {
  const { name, weights } = await loadFeatureWeights(host);
  const model = classifier(classifierNetworks({ ...shape, attributes: { tags: [] } }));
  const reader = attributePredictor({ model, picture: shape, weights, device });
  const patchRunner = createNetworkRunner(device, weights, "body", patchTrunk, [
    shape.channels,
    shape.size,
    shape.size,
  ]);
  return {
    name,
    async extract(pictures, onProgress) {
      const batches: Features[] = [];
      for (let from = 0; from < pictures.count; from += chunk) {
        const indices = Array.from({ length: Math.min(chunk, pictures.count - from) }, (_, at) => from + at);
        const values = preprocess(await pictures.batch(indices), pictures);
        batches.push(await reader.features(values, indices.length));
        onProgress?.(from + indices.length);
      }
      const [{ width }] = batches;
      const values = new Float32Array(pictures.count * width);
      batches.forEach((part, at) => values.set(part.values, at * chunk * width));
      return { values, count: pictures.count, width };
    },
    async extractPatches(pictures, set) {
      return patchPoints(await patchRunner.run(preprocess(pictures, set), set.count), set.count);
    },
    dispose() {
      reader.dispose();
      patchRunner.dispose();
    },
  };
}

/** Converts pictures of any size, grey or RGB, to the input of the network. */
function preprocess(values: Float32Array, { size, channels }: Pick<PictureSet, "size" | "channels">): Float32Array {
  if (size === shape.size && channels === shape.channels) return values;
  const pictures = toPictures(values, { channels, height: size, width: size });
  return toTensors(
    pictures.map((picture) => fitSquare(picture, shape.size, shape.channels)),
    shape.channels,
  );
}

/** Transposes `[count, width, side, side]` to one vector per patch: `[count · side · side, width]`. */
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
