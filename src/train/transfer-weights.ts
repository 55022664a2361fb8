import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { averagePrefix } from "../nn/index.ts";

/** Prefixes of states that belong to the training, not to the model. */
const trainingStates = ["optimizer.", "balance.", "augment."];

/**
 * Starts a training from a trained model (fine-tuning): takes its networks with their running averages; the states of
 * optimizer, balance and augmentation start fresh.
 *
 * @param fresh - initial states of the new training.
 * @param learned - states of the trained model.
 * @throws OmakaseError `checkpoint` when the networks have other shapes.
 */
export function transferWeights(fresh: Weights, learned: Weights): Weights {
  return new Map(
    [...fresh].map(([name, state]) => {
      if (trainingStates.some((prefix) => name.startsWith(prefix))) return [name, state];
      const known =
        learned.get(name) ?? (name.startsWith(averagePrefix) && learned.get(name.slice(averagePrefix.length)));
      const [wanted, got] = [state, known || undefined].map((one) => one?.shape.join(" × "));
      if (!known || wanted !== got)
        throw new OmakaseError("checkpoint", {
          where: name,
          expected: { ja: `${wanted} の重み`, en: `weights of ${wanted}` },
          got: { ja: got ?? "なし", en: got ?? "none" },
          remedy: {
            ja: "元のモデルと同じ種類、同じ --size、--features、--latent にしてください",
            en: "Use the same kind of model, --size, --features, and --latent as the old one",
          },
        });
      return [name, known];
    }),
  );
}
