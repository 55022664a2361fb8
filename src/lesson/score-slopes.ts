import type { Model } from "../model/index.ts";
import { add, addN, gradients, mean, multiply, reshape, topologicalOrder, type Tensor } from "../tensor/index.ts";
import { probeLoss } from "./probe-loss.ts";

/** Slopes of a GAN's loss along the scores of real and of generated pictures, each summed over a batch. */
export interface ScoreSlopes {
  readonly real: number;
  readonly fake: number;
  /** Whether the loss asks the discriminator for any score. */
  readonly asksForScores: boolean;
}

/** See {@link scoreSlopes}. */
export interface ScoreSlopesOptions {
  /** Network whose loss is looked at. */
  readonly loss: "discriminator" | "generator";
  /** Mean score of real and of generated pictures; each picture's differs a little. */
  readonly scores: { readonly real: number; readonly fake: number };
  readonly seed: number;
}

const batch = 8;

/**
 * Measures how a GAN's loss changes when the discriminator's scores do: below 0, a higher score lowers the loss. So any
 * loss of the same meaning passes a check: cross-entropy, hinge, least squares or a relativistic one.
 */
export async function scoreSlopes(model: Model, { loss, scores, seed }: ScoreSlopesOptions): Promise<ScoreSlopes> {
  const logits: Record<"real" | "fake", Tensor[]> = { real: [], fake: [] };
  const { outputs } = await probeLoss(model, {
    networks: (images) => {
      const fakes = multiply(images, 0.5);
      const discriminator = (x: Tensor) => {
        const origins = new Set(topologicalOrder([x]));
        const kind = origins.has(images) && !origins.has(fakes) ? "real" : "fake";
        const logit = reshape(add(mean(reshape(x, [batch, 12]), [1]), scores[kind]), [batch, 1]);
        logits[kind].push(logit);
        return logit;
      };
      return { generator: () => fakes, discriminator };
    },
    ...{ shape: [batch, 3, 2, 2], loss, seed },
    outputs: (total) => {
      const all = [...logits.real, ...logits.fake];
      const slopes = all.length > 0 ? gradients(total, all) : [];
      const parts = { real: slopes.slice(0, logits.real.length), fake: slopes.slice(logits.real.length) };
      return Object.fromEntries(
        Object.entries(parts).flatMap(([kind, list]) => (list.length > 0 ? [[kind, addN(list)]] : [])),
      );
    },
  });
  const total = (kind: "real" | "fake") => Array.from(outputs[kind] ?? []).reduce((sum, value) => sum + value, 0);
  const asksForScores = logits.real.length + logits.fake.length > 0;
  return { real: total("real"), fake: total("fake"), asksForScores };
}
