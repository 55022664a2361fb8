import type { Genome } from "./gene.ts";
import { slerp, interpolateConditions } from "../interpolation/interpolate.ts";

/** How much of each gene comes from the first parent, 0 … 1, by its name. What is not named comes from neither. */
export type GeneShares = Readonly<Record<string, number>>;

/**
 * The latent of a child: of each gene the first parent's numbers, the second's, or a mixture (random numbers on the way
 * of the genome, wishes straight or, where they wrap, around their circle).
 *
 * @param parents - one latent each, or one for each layer. The child has one when all are such and the genes too.
 * @param stranger - where what comes from neither is taken from. Needed when a gene has no share.
 */
export function crossover(
  genome: Genome,
  parents: readonly [Float32Array, Float32Array],
  shares: GeneShares,
  mutationSource?: Float32Array,
): Float32Array {
  const { genes, latent, random, path, width, periodicAxes } = genome;
  const all = mutationSource ? [...parents, mutationSource] : parents;
  const longest = Math.max(width, ...all.map((one) => one.length));
  const [a, b, other] = all.map((one) => expandToLayers(one, longest));
  const child = new Float32Array(longest);
  for (let layer = 0; layer < longest; layer += width)
    for (const { name, spans } of genes)
      for (const [first, last] of spans)
        // a layer's latent goes two ways at once: its random part on the sphere, its wishes straight
        for (const [from, to] of splitSpan(layer + first, layer + last, latent, random)) {
          const [own, partner] = [a.subarray(from, to), b.subarray(from, to)];
          const start = from % latent;
          const turning = periodicAxes.map((at) => at - start).filter((at) => at >= 0 && at < to - from);
          const mix = (t: number): Float32Array =>
            path === "sphere" && start < random
              ? slerp(own, partner, t)
              : interpolateConditions(own, partner, t, turning);
          const share = shares[name] as number | undefined;
          // a whole share is a copy to the last bit
          if (share === undefined) child.set(other.subarray(from, to), from);
          else child.set(share === 1 ? own : share === 0 ? partner : mix(1 - share), from);
        }
  return child;
}

/** A stretch of numbers, cut where random ones and wishes meet. */
function splitSpan(from: number, to: number, latent: number, random: number): [number, number][] {
  const cut = from - (from % latent) + random;
  return from < cut && cut < to
    ? [
        [from, cut],
        [cut, to],
      ]
    : [[from, to]];
}

/** A latent for every layer, where it is one for all of them. */
export function expandToLayers(latent: Float32Array, width: number): Float32Array {
  if (latent.length === width) return latent;
  return new Float32Array(width).map((_, at) => latent[at % latent.length]);
}
