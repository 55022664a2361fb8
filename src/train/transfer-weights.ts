import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { averagePrefix, trainingPrefixes } from "../nn/index.ts";

/**
 * Copies a trained model's networks and their running averages into the initial states of a new training (fine-tuning).
 * The states of optimizer, balance and augmentation stay initial.
 *
 * @param fresh - initial states of the new training.
 * @param trained - states of the trained model.
 * @returns states with the names and shapes of `fresh`.
 * @throws OmakaseError `checkpoint` when the networks have other shapes.
 */
export function transferWeights(fresh: Weights, trained: Weights): Weights {
  return new Map(
    [...fresh].map(([name, state]) => {
      if (trainingPrefixes.some((prefix) => name.startsWith(prefix))) return [name, state];
      const source =
        trained.get(name) ?? (name.startsWith(averagePrefix) && trained.get(name.slice(averagePrefix.length)));
      const [expected, got] = [state, source || undefined].map((one) => one?.shape.join(" × "));
      if (!source || expected !== got)
        throw new OmakaseError("checkpoint", {
          where: name,
          expected: { ja: `${expected} の重み`, en: `weights of ${expected}` },
          got: { ja: got ?? "なし", en: got ?? "none" },
          remedy: {
            ja: "元のモデルと同じ種類、同じ --size、--features、--latent にしてください",
            en: "Use the same kind of model, --size, --features, and --latent as the old one",
          },
        });
      return [name, source];
    }),
  );
}
