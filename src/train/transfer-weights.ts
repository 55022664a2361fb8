import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { averagePrefix, trainingPrefixes } from "../nn/index.ts";
import { trainText } from "../text/index.ts";

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
          ...trainText.transferWeights.mismatch({ expected: expected ?? "", got: got ?? "", noGot: got === undefined }),
        });
      return [name, source];
    }),
  );
}
