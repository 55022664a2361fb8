/**
 * f-AnoGAN (Schlegl et al. 2019), for comparison: a GAN draws normal pictures, an encoder is trained to find each in its
 * latent space, and what the GAN cannot draw again from there is odd. The encoder is that of `omakase invert`, which
 * learns from drawn pictures where they come from and from drawn and real ones that what is drawn from there resembles
 * them (the paper: from real ones alone). The paper compares pixels and features of the discriminator; here it is pixels
 * and features of our own network, which the encoder was trained with too.
 */
import { createInverter, openRun, createSampler, trainedRun } from "omakase";
import { loadFeatureWeights } from "../dist/feature/index.js";
import { trainEncoder } from "../dist/sample/index.js";

/**
 * @param path - the run of a GAN that learned from normal pictures.
 * @param normal - normal pictures for the encoder.
 * @param pictures - how many of them it sees, with repetition, and as many drawn ones.
 * @returns what is left over of pictures: by pixels, by features, and both.
 */
export async function fAnoganResiduals(host, device, path, normal, images) {
  const sampler = createSampler(trainedRun(await openRun(host, path), device));
  const backbone = await loadFeatureWeights(host);
  const onProgress = ({ done, total }) => process.stderr.write(`\rencoder ${done} / ${total} `);
  const encoder = await trainEncoder(sampler, backbone, { real: normal, images, onProgress });
  const { invert } = await createInverter(sampler, backbone, encoder);
  return async (some, steps) => {
    const found = await invert(some, { steps });
    return found.map(({ residual, psnr, distance }) => ({ pixels: -psnr, features: distance, both: residual }));
  };
}
