import { OmakaseError } from "../error.ts";
import type { Values } from "../device/index.ts";
import { createNetworkRunner, type NetworkRunner } from "../nn/index.ts";
import type { TrainedModel } from "./trained-model.ts";
import { sampleText } from "../text/index.ts";

/** A trained image-to-image model in use. */
export interface Translator {
  readonly trained: TrainedModel;
  /** Channels of the inputs. */
  readonly inputChannels: 1 | 3;
  /**
   * Translates `[count, inputChannels, size, size]` to `[count, channels, size, size]`, both in [−1, 1].
   * @param options.seed - seed of the dropout noise of training, which stays on for variants, as in the paper (Isola
   *   et al. 2017, section 2.1). Default: no noise, so the same output every time.
   * @param options.batch - batch size; it decides the last bits. Default: the fastest.
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
 * Opens a trained translator. The network compiles at its first use.
 * @throws OmakaseError `option` when the model does not translate.
 */
export function createTranslator(trained: TrainedModel): Translator {
  const { model, picture, weights, device } = trained;
  const { translate, inputChannels } = model;
  if (!translate || inputChannels === undefined)
    throw new OmakaseError("option", {
      where: trained.run ?? model.kind,
      ...sampleText.translator.noTranslator({ kind: model.kind }),
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
