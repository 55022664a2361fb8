import type { Device, Values } from "../../device/index.ts";
import { createRegistry, graphOf } from "../../nn/index.ts";
import { type ImageShape } from "../../model/index.ts";
import { toTensors, type Picture } from "../../image/index.ts";
import { input } from "../../tensor/index.ts";
import type { FeatureWeights } from "../../feature/index.ts";
import { selectWeights } from "../../nn/index.ts";
import { pyramidDistance, normalizedPyramid } from "../../feature/index.ts";

const batch = 16;

/** A perceptual distance of image pairs (LPIPS-like). */
export interface PerceptualDistance {
  /**
   * Measures each pair of images of its size and channels: 0 for identical, about 1 for unrelated ones. See
   * `pyramidDistance`.
   */
  measure(pairs: readonly (readonly [Picture, Picture])[]): Promise<number[]>;
  dispose(): void;
}

/** Compiles the perceptual distance for images of one shape. */
export async function createPerceptualDistance(
  device: Device,
  backbone: FeatureWeights,
  { size, channels }: ImageShape,
): Promise<PerceptualDistance> {
  const shape = [batch, channels, size, size];
  const registry = createRegistry();
  const [a, b] = [input("a", shape), input("b", shape)];
  const program = await device.compile(
    graphOf(registry, { distance: pyramidDistance(normalizedPyramid(registry, a), normalizedPyramid(registry, b)) }),
  );
  const state = device.upload(selectWeights(backbone.weights, [...registry.definitions.keys()]));
  const stacked = (pictures: readonly Picture[]): Values => {
    const values = new Float32Array(batch * channels * size ** 2);
    values.set(toTensors(pictures, channels));
    return values;
  };
  return {
    async measure(pairs) {
      const distances: number[] = [];
      for (let from = 0; from < pairs.length; from += batch) {
        const part = pairs.slice(from, from + batch);
        const inputs = { a: stacked(part.map(([one]) => one)), b: stacked(part.map(([, other]) => other)) };
        distances.push(...(await program.run(state, inputs).distance.read()).subarray(0, part.length));
      }
      return distances;
    },
    dispose() {
      program.dispose();
      state.dispose();
    },
  };
}
