import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { averagePrefix } from "./average-network.ts";

/** States of a training itself, which begin anew. */
const ofTraining = ["optimizer.", "balance.", "augment."];

/**
 * What a training starts from that takes over a trained model: its networks with their running averages; optimizer and
 * all that steers begin anew.
 *
 * @param fresh - the states that the new training has.
 * @param learned - the states of the trained model.
 * @throws OmakaseError `checkpoint` when the networks have other shapes.
 */
export function takeOver(fresh: Weights, learned: Weights): Weights {
  return new Map(
    [...fresh].map(([name, state]) => {
      if (ofTraining.some((prefix) => name.startsWith(prefix))) return [name, state];
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
