import { wholeLatent, type LatentPoint } from "../../sample/index.ts";
import type { Genome } from "./gene.ts";
import { slerp, interpolateConditions } from "../interpolation/interpolate.ts";

/** Share of the first parent per gene name, 0 … 1. A missing gene comes from neither. */
export type GeneShares = Readonly<Record<string, number>>;

/**
 * Computes the point of a child: each gene is that of the first parent, of the second, or an interpolation (noise on
 * the path of the genome, conditions linearly or, when periodic, along their circle).
 * Local edits of the parents count everywhere; feature offsets are not inherited.
 * @param parents - points of one model. The child has one latent when both have one and the genome is not by layer.
 * @param mutationSource - point that supplies the genes without a share; required when there are some.
 */
export function crossover(
  genome: Genome,
  parents: readonly [LatentPoint, LatentPoint],
  shares: GeneShares,
  mutationSource?: LatentPoint,
): LatentPoint {
  const { genes, latent, random, path, width, periodicAxes } = genome;
  const all = (mutationSource ? [...parents, mutationSource] : parents).map((point) =>
    wholeLatent({ latent, noiseSize: random }, point),
  );
  const longest = Math.max(width, ...all.map((one) => one.length));
  const [a, b, other] = all.map((one) => expandToLayers(one, longest));
  const child = new Float32Array(longest);
  for (let layer = 0; layer < longest; layer += width)
    for (const { name, spans } of genes)
      for (const [first, last] of spans)
        // noise is interpolated on the sphere, the condition linearly
        for (const [from, to] of splitSpan(layer + first, layer + last, latent, random)) {
          const [own, partner] = [a.subarray(from, to), b.subarray(from, to)];
          const start = from % latent;
          const turning = periodicAxes.map((at) => at - start).filter((at) => at >= 0 && at < to - from);
          const mix = (t: number): Float32Array =>
            path === "sphere" && start < random
              ? slerp(own, partner, t)
              : interpolateConditions(own, partner, t, turning);
          const share = shares[name] as number | undefined;
          // a share of 0 or 1 copies the exact bits
          if (share === undefined) child.set(other.subarray(from, to), from);
          else child.set(share === 1 ? own : share === 0 ? partner : mix(1 - share), from);
        }
  return { latent: Array.from(child) };
}

/** Splits a range of values where noise and condition meet. */
function splitSpan(from: number, to: number, latent: number, random: number): [number, number][] {
  const cut = from - (from % latent) + random;
  return from < cut && cut < to
    ? [
        [from, cut],
        [cut, to],
      ]
    : [[from, to]];
}

/** Repeats a latent for every layer, unless it has per-layer values already. */
export function expandToLayers(latent: Float32Array, width: number): Float32Array {
  if (latent.length === width) return latent;
  return new Float32Array(width).map((_, at) => latent[at % latent.length]);
}
