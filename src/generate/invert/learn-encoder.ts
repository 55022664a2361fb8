import type { Dataset } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { createRegistry, graphOf, openScope, type Registry } from "../../nn/index.ts";
import {
  add,
  concatenate,
  input,
  mean,
  meanAll,
  multiply,
  random,
  slice,
  square,
  stopGradient,
  subtract,
  total,
  type Tensor,
} from "../../tensor/index.ts";
import { adam, optimize, optimizerInputs, rampAt } from "../../optim/index.ts";
import { picturesOf } from "../../train/index.ts";
import type { FeatureWeights } from "../feature-weights.ts";
import { chosen } from "../network-runner.ts";
import type { Painter } from "../painter.ts";
import { codeOf } from "./code.ts";
import { encoderOf, invertible } from "./invertible.ts";
import { pixelDistance, viewDistance, viewsOf } from "./views.ts";

/** See {@link learnEncoder}. */
export interface LearnEncoderOptions {
  /** Pictures such as the model learned from, of its size and channels. Default: it learns from drawn ones alone. */
  readonly real?: Dataset;
  /** How many drawn pictures it sees, and as many real ones, with repetition. Default 12,000. */
  readonly pictures?: number;
  /** Decides the first weights and every random number. Default 1. */
  readonly seed?: number;
  /** Told after every step: `done` of `total` pictures are seen. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** Drawn pictures a step, and as many real ones. */
const batch = 16;
const optimizer = adam({ beta1: 0.9, beta2: 0.99 });

/**
 * Trains an encoder beside a generator that stays as it is. From drawn pictures it learns where they were drawn from;
 * from these and from real ones it learns that what is drawn from there looks like the picture (Zhu et al. 2020,
 * section 3.1, with the feature network of our own, and without a discriminator).
 *
 * @returns its weights, `encoder.…`.
 */
export async function learnEncoder(
  artist: Painter,
  eye: FeatureWeights,
  options: LearnEncoderOptions = {},
): Promise<Weights> {
  const { real, pictures = 12_000, seed = 1, onProgress, signal } = options;
  const { device, weights } = artist.trained;
  const registry = createRegistry();
  const loss = encoderLoss(artist, registry, real !== undefined);
  optimize(registry, ["encoder"], loss, optimizer);
  const program = await device.compile(graphOf(registry, { loss }));
  const names = [...registry.definitions.keys()];
  const known = names.filter((name) => /^(generator|body)\./.test(name));
  const fresh = names.filter((name) => !known.includes(name));
  const state = device.upload(
    new Map([
      ...chosen(new Map([...weights, ...eye.weights]), known),
      ...fresh.map((name) => {
        const { tensor, initial } = registry.definitions.get(name)!;
        return [name, { shape: tensor.shape, values: initial(random(seed, `weight ${name}`), tensor.shape) }] as const;
      }),
    ]),
  );
  const source = real && picturesOf(real, seed, {});
  const steps = Math.ceil(pictures / batch);
  try {
    for (let step = 0; step < steps; step++) {
      signal?.throwIfAborted();
      const rate = rampAt({ from: 1e-3, to: 2e-5, pictures: steps }, step);
      const outputs = program.run(state, {
        code: artist.latents(seed, batch, { first: firstDrawn + step * batch }),
        ...(source && { real: (await source.batch(step, batch)).real }),
        ...optimizerInputs("encoder", optimizer, step + 1, rate),
      });
      if (step % 8 === 7 || step === steps - 1) await outputs.loss.read();
      onProgress?.({ done: Math.min(pictures, (step + 1) * batch), total: pictures });
    }
    return await state.read(names.filter((name) => name.startsWith("encoder.")));
  } finally {
    program.dispose();
    state.dispose();
  }
}

/** Beyond the pictures of a seed that anyone draws, so that those are not among what it learned from. */
const firstDrawn = 2 ** 40;

function encoderLoss(artist: Painter, registry: Registry, withReal: boolean): Tensor {
  const model = invertible(artist);
  const { channels, size } = artist.trained.picture;
  const draw = (code: Tensor) => model.decode(code, openScope(registry, "", { training: false }));
  const code = input("code", [batch, artist.latent]);
  const drawn = stopGradient(draw(code));
  const seen = withReal ? concatenate([drawn, input("real", [batch, channels, size, size])], 0) : drawn;
  const raw = encoderOf(artist)(seen, openScope(registry, "encoder", { training: true })); // [batch or 2 · batch, latent]
  const found = codeOf(model, raw);
  const again = draw(found);
  const looks = viewDistance(viewsOf(registry, again), viewsOf(registry, seen));
  const astray = meanAll(square(subtract(slice(found, [0, 0], [batch, artist.latent]), code)));
  const parts = [multiply(astray, 0.5), meanAll(pixelDistance(again, seen)), meanAll(looks)];
  if (withReal) {
    const chance = slice(raw, [batch, 0], [batch, artist.random]);
    parts.push(multiply(meanAll(square(add(mean(square(chance), [1]), -1))), 0.1)); // of typical length
  }
  return total(parts);
}
