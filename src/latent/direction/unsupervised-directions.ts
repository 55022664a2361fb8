import { principalDirections, symmetricEigenvectors } from "../../math/index.ts";
import type { Weights } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import { latentText } from "../../text/index.ts";
import { latentPoints, type Sampler } from "../../sample/index.ts";
import { averagePrefix } from "../../nn/index.ts";
import type { DirectionEstimate } from "./direction.ts";
import { extractPointFeatures, type ExtractFeaturesOptions } from "./extract-features.ts";

/**
 * Computes the directions to which the first layer of the generator responds most: the eigenvectors of its weights
 * (SeFa, Shen & Zhou 2021, section 3.2). No image is drawn. One step is one standard deviation of N(0, 1).
 * @param count - number of directions, the strongest first; at most `noiseSize`.
 * @throws OmakaseError `option` for a model without {@link hasSefaDirections}.
 */
export function sefaDirections(sampler: Sampler, count: number): DirectionEstimate[] {
  const { noiseSize, latent } = sampler;
  const { weights } = sampler.trained;
  const found = findDenseInput(sampler);
  if (!found) throw new OmakaseError("option", { where: "sefa", ...latentText.sefaDirections.noDenseLayer });
  const { shape, values } = weights.get(averagePrefix + found[0]) ?? found[1];
  const products = new Float64Array(noiseSize * noiseSize);
  for (let row = 0; row < shape[0]; row++)
    for (let axis = 0; axis < noiseSize; axis++)
      for (let other = 0; other < noiseSize; other++)
        products[axis * noiseSize + other] += values[row * latent + axis] * values[row * latent + other];
  return symmetricEigenvectors(products, noiseSize)
    .slice(0, count)
    .map((vector) => ({ vector: Array.from(vector, roundTo6Digits) }));
}

/** Returns whether the first layer of a model is dense, so that {@link sefaDirections} works; not so in a latent flow. */
export function hasSefaDirections(sampler: Sampler): boolean {
  return findDenseInput(sampler) !== undefined;
}

/** Finds the weights of the dense layer that takes the latent, with their name. */
function findDenseInput({ trained: { weights }, latent }: Sampler) {
  const network = [...weights.keys()].some((name) => name.startsWith("generator.")) ? "generator." : "decoder.";
  return [...weights].find(
    ([name, { shape }]) => name.startsWith(network) && shape.length === 2 && shape[1] === latent,
  );
}

/** See {@link ganspaceDirections}. */
export interface GanspaceOptions extends ExtractFeaturesOptions {
  /** Number of drawn images. Default 1000. */
  readonly sampleCount?: number;
  /** Seed of the drawn images. Default 1. */
  readonly seed?: number;
}

/**
 * Computes the directions in which drawn images vary most: principal components, mapped to latents by regression
 * (GANSpace, Härkönen et al. 2020, section 2.1). We differ: they take components of an early layer; our first layers
 * are linear, so those would be {@link sefaDirections}, and we take components of patch features of the images. One
 * step is one standard deviation along the component.
 * @param count - number of directions, the strongest first.
 */
export async function ganspaceDirections(
  sampler: Sampler,
  backboneWeights: Weights,
  count: number,
  { sampleCount = 1000, seed = 1, ...options }: GanspaceOptions = {},
): Promise<DirectionEstimate[]> {
  const { latent, noiseSize } = sampler;
  const latents = sampler.latents(seed, sampleCount);
  const features = await extractPointFeatures(sampler, backboneWeights, latentPoints(latents, latent), options);
  const each = features.length / sampleCount;
  const components = principalDirections(features, sampleCount, each, count, { rounds: 40 });
  return components.slice(0, noiseSize).map((component) => {
    const places = Float64Array.from({ length: sampleCount }, (_, row) =>
      component.reduce((sum, part, at) => sum + part * features[row * each + at], 0),
    );
    const mean = places.reduce((sum, place) => sum + place, 0) / sampleCount;
    const std = Math.sqrt(places.reduce((sum, place) => sum + (place - mean) ** 2, 0) / sampleCount) || 1;
    return {
      vector: Array.from({ length: noiseSize }, (_, axis) => {
        let together = 0;
        for (let row = 0; row < sampleCount; row++)
          together += ((places[row] - mean) / std) * latents[row * latent + axis];
        return roundTo6Digits(together / sampleCount);
      }),
    };
  });
}

/** Rounds to 6 significant digits, enough for a file. */
function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
