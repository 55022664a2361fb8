import type { Device } from "../../src/device/index.ts";
import { createTrainer, createBatchSource } from "../../src/train/index.ts";
import { drawSushi } from "../../src/synthetic/index.ts";
import { datasetFromPictures } from "../../src/dataset/index.ts";
import { dcgan, dcganNetworks, vae, vaeNetworks } from "../../src/model/index.ts";

/** Compared models, as small as possible. */
export const comparedModels = {
  vae: vae(vaeNetworks({ size: 16, channels: 3, features: 8, latent: 8 })),
  dcgan: dcgan(dcganNetworks({ size: 16, channels: 3, features: 8, latent: 16 })),
} as const;

/** Compared losses; every weight contributes to them. */
export const comparedLosses = {
  vae: ["loss", "reconstruction", "klDivergence"],
  dcgan: ["discriminator.adversarial", "generator.adversarial"],
} as const;

/**
 * Trains 20 steps from seed 7 on sushi.
 *
 * @returns the losses, `[step][loss]`.
 */
export async function trainLossCurve(model: keyof typeof comparedModels, device: Device): Promise<number[][]> {
  const drawn = Array.from({ length: 48 }, (_, index) => drawSushi(index, { size: 32 }).picture);
  const sushi = datasetFromPictures(drawn, { size: 16 });
  const pictures = createBatchSource(sushi, 7, { flip: true });
  const trainer = await createTrainer(comparedModels[model], pictures, { device, seed: 7, settings: { batchSize: 8 } });
  const curve: number[][] = [];
  for (let step = 0; step < 20; step++) {
    const metrics = await trainer.advance();
    curve.push(comparedLosses[model].map((name) => metrics[name]));
  }
  trainer.dispose();
  return curve;
}

/** Returns the largest relative difference of two curves; the second is the reference. */
export function maxCurveDifference(
  got: readonly (readonly number[])[],
  wanted: readonly (readonly number[])[],
): number {
  if (got.length !== wanted.length) return Infinity;
  const differences = wanted.flatMap((losses, step) =>
    losses.map((loss, at) => Math.abs(got[step][at] - loss) / Math.abs(loss)),
  );
  return Math.max(...differences);
}
