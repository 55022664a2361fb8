import type { Dataset } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { createRegistry, graphOf, openScope, selectWeights, type Registry } from "../../nn/index.ts";
import {
  add,
  concatenate,
  input,
  mean,
  meanAll,
  multiply,
  slice,
  square,
  stopGradient,
  subtract,
  addN,
  type Tensor,
} from "../../tensor/index.ts";
import { adam, optimize, optimizerInputs, scheduleAt } from "../../optim/index.ts";
import { createBatchSource, initialWeights } from "../../train/index.ts";
import { normalizedPyramid, pixelDistance, pyramidDistance, type FeatureWeights } from "../../feature/index.ts";
import type { Sampler } from "../sampler.ts";
import { constrainLatents } from "./constrain-latents.ts";
import { inversionEncoder, requireInvertible } from "./invertible-model.ts";

/** See {@link trainEncoder}. */
export interface TrainEncoderOptions {
  /** Training images of the model, of its size and channels. Default: none, so drawn images alone. */
  readonly real?: Dataset;
  /** Number of drawn images, and of as many real ones, with repetition. Default 12,000. */
  readonly images?: number;
  /** Seed of the initial weights and of all sampling. Default 1. */
  readonly seed?: number;
  /** Called after every step: `done` of `total` images are processed. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** Batch size of the drawn images; as many real ones are added. */
const batch = 16;
const optimizer = adam({ beta1: 0.9, beta2: 0.99 });

/**
 * Trains an encoder for a fixed generator. From drawn images it learns their latents; from drawn and real ones it
 * learns that the image of the predicted latent looks like the input (in-domain inversion, Zhu et al. 2020, section
 * 3.1; we differ: our feature network, no discriminator).
 * @param sampler - a model without an encoder.
 * @param backbone - weights of the feature network.
 * @returns its weights, `encoder.…`.
 * @throws OmakaseError `option` when the model has an encoder.
 */
export async function trainEncoder(
  sampler: Sampler,
  backbone: FeatureWeights,
  options: TrainEncoderOptions = {},
): Promise<Weights> {
  const { real, images = 12_000, seed = 1, onProgress, signal } = options;
  const { device, weights } = sampler.trained;
  const registry = createRegistry();
  const loss = encoderLoss(sampler, registry, real !== undefined);
  optimize(registry, ["encoder"], loss, optimizer);
  const program = await device.compile(graphOf(registry, { loss }));
  const names = [...registry.definitions.keys()];
  const known = names.filter((name) => !/^(optimizer\.)?encoder\./.test(name));
  const state = device.upload(
    new Map([
      ...initialWeights({ registry }, seed),
      ...selectWeights(new Map([...weights, ...backbone.weights]), known),
    ]),
  );
  const source = real && createBatchSource(real, seed, {});
  const steps = Math.ceil(images / batch);
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const rate = scheduleAt({ from: 1e-3, to: 2e-5, images: steps }, step);
      const outputs = program.run(state, {
        code: sampler.latents(seed, batch, { first: firstTrainingIndex + step * batch }),
        ...(source && { real: (await source.batch(step, batch)).images }),
        ...optimizerInputs("encoder", optimizer, step + 1, rate),
      });
      if (step % 8 === 7 || step === steps - 1) await outputs.loss.read();
      onProgress?.({ done: Math.min(images, (step + 1) * batch), total: images });
    }
    return await state.read(names.filter((name) => name.startsWith("encoder.")));
  } finally {
    program.dispose();
    state.dispose();
  }
}

/**
 * Index of the first training latent within a seed, far above indices that users draw, so that those are not training
 * data.
 */
const firstTrainingIndex = 2 ** 40;

function encoderLoss(sampler: Sampler, registry: Registry, withReal: boolean): Tensor {
  const model = requireInvertible(sampler);
  const { channels, size } = sampler.trained.picture;
  const draw = (code: Tensor) => model.decode(code, openScope(registry, "", { training: false }));
  const code = input("code", [batch, sampler.latent]);
  const drawn = stopGradient(draw(code));
  const seen = withReal ? concatenate([drawn, input("real", [batch, channels, size, size])], 0) : drawn;
  const raw = inversionEncoder(sampler)(seen, openScope(registry, "encoder", { training: true })); // [batch or 2 · batch, latent]
  const found = constrainLatents(model, raw);
  const again = draw(found);
  const looks = pyramidDistance(normalizedPyramid(registry, again), normalizedPyramid(registry, seen));
  const latentLoss = meanAll(square(subtract(slice(found, [0, 0], [batch, sampler.latent]), code)));
  const parts = [multiply(latentLoss, 0.5), meanAll(pixelDistance(again, seen)), meanAll(looks)];
  if (withReal) {
    const noise = slice(raw, [batch, 0], [batch, sampler.noiseSize]);
    parts.push(multiply(meanAll(square(add(mean(square(noise), [1]), -1))), 0.1)); // of typical length
  }
  return addN(parts);
}
