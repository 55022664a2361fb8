import type { Design } from "./sample-design.ts";
import type { DesignSpace } from "./candidate.ts";
import { blockStarts, embed, type Embedding } from "./embedding.ts";

/**
 * Averages the embeddings of several designs. The kernel is a sum of products of blocks, so the predicted preference of
 * the result is the mean over all designs that draw each attribute independently from these.
 */
export function averageDesign(space: DesignSpace, candidates: readonly Design[]): Embedding {
  const shown = new Float64Array(blockStarts(space).at(-1)!);
  const latent = new Float64Array(space.latent);
  for (const candidate of candidates) {
    const embedded = embed(space, candidate);
    embedded.shown.forEach((value, at) => (shown[at] += value / candidates.length));
    embedded.latent.forEach((value, at) => (latent[at] += value / candidates.length));
  }
  return { shown, latent };
}

/** Averages the embeddings of the model's own distribution. Without examples, every choice is equally frequent. */
export function baselineDesign(space: DesignSpace): Embedding {
  const tags = space.attributes?.tags ?? [];
  const none = new Float32Array(space.latent);
  const rows = space.examples?.[0]?.length ?? 0;
  if (rows > 0) {
    const step = Math.max(1, Math.floor(rows / 1000));
    const some = Array.from({ length: Math.min(rows, 1000) }, (_, at) => at * step);
    return averageDesign(
      space,
      some.map((row) => ({ values: tags.map((_, at) => space.examples![at][row]), latent: none })),
    );
  }
  const kinds = Math.max(5, ...tags.map(({ choices }) => choices.length));
  const spread = Array.from({ length: 60 * kinds }, (_, row) => ({
    values: tags.map(({ kind, choices, mean, std }) =>
      kind === "number" ? mean! + std! * ((row % 5) - 2) * 0.7 : row % choices.length,
    ),
    latent: none,
  }));
  return averageDesign(space, spread);
}
