import { OmakaseError } from "../error.ts";
import type { Values } from "../device/index.ts";
import { createNetworkRunner, type NetworkRunner } from "../nn/index.ts";
import type { TrainedModel } from "./trained-model.ts";

/** A trained translator in use: pictures to pictures. */
export interface Translator {
  readonly trained: TrainedModel;
  /** Of the pictures that go in. */
  readonly inputChannels: 1 | 3;
  /**
   * `[count, inputChannels, size, size]` → `[count, channels, size, size]`, both in [−1, 1].
   *
   * @param options.seed - draws a variant: the noise of training (dropout) stays on, as in the paper (Isola et al.
   *   2017, section 2.1), and this decides it. Default: without noise, the same picture every time.
   * @param options.batch - how many are translated at a time; default: whatever is quickest. It decides the last bits.
   */
  run(inputs: Values, count: number, options?: TranslatorRunOptions): Promise<Float32Array>;
  dispose(): void;
}

/** See {@link Translator.run}. */
export interface TranslatorRunOptions {
  readonly seed?: number;
  readonly batch?: number;
}

/**
 * Opens a trained translator. Nothing is compiled before it is needed.
 *
 * @throws OmakaseError `option` when the model is no translator.
 */
export function createTranslator(trained: TrainedModel): Translator {
  const { model, picture, weights, device } = trained;
  const { translate, inputChannels } = model;
  if (!translate || inputChannels === undefined)
    throw new OmakaseError("option", {
      where: trained.run ?? model.kind,
      expected: { ja: "絵を絵に変えるモデル（pix2pix）", en: "a model that translates pictures (pix2pix)" },
      got: { ja: model.kind, en: model.kind },
      remedy: {
        ja: "このモデルの絵は npx omakase generate で描けます",
        en: "Draw with this model by npx omakase generate",
      },
    });
  const runners = new Map<number | undefined, NetworkRunner>();
  const runnerFor = (seed: number | undefined): NetworkRunner => {
    const known = runners.get(seed);
    if (known) return known;
    const shape = [inputChannels, picture.size, picture.size];
    const fresh = createNetworkRunner(device, weights, "", translate, shape, { seed });
    runners.set(seed, fresh);
    return fresh;
  };
  return {
    trained,
    inputChannels,
    run: (inputs, count, { seed, batch } = {}) => runnerFor(seed).run(inputs, count, batch),
    dispose() {
      for (const runner of runners.values()) runner.dispose();
    },
  };
}
