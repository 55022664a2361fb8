import type { Weights } from "../../device/index.ts";
import { movePoint, type LatentPoint, type Sampler } from "../../sample/index.ts";
import { extractPointFeatures } from "./extract-features.ts";
import { applyProbe } from "./linear-probe.ts";
import { directionOffset, saturationSteps, stepsUntilScore, type ProbedDirection } from "./steps-until-score.ts";

/** Fraction of the target score that counts as reached, 0–1. */
const reachedFraction = 0.8;
/** Tolerance below the best reached fraction of images, 0–1. */
const reachTolerance = 0.1;

/**
 * Picks the candidate direction with the least image change among those on which nearly all images reach the target.
 * All are tried on negative images and scored by their common probe.
 * @param points - points of images without the trait.
 */
export async function leastDisruptive(
  sampler: Sampler,
  backboneWeights: Weights,
  points: readonly LatentPoint[],
  candidates: readonly ProbedDirection[],
  signal?: AbortSignal,
): Promise<ProbedDirection> {
  const before = await sampler.decodePoints(points);
  const results: { readonly candidate: ProbedDirection; readonly arriving: number; readonly change: number }[] = [];
  for (const candidate of candidates) {
    const { probe } = candidate;
    const lengths = await stepsUntilScore(sampler, backboneWeights, points, candidate, saturationSteps, signal);
    const moved = points.map((point, at) => movePoint(sampler, point, directionOffset(lengths[at], candidate)));
    const features = await extractPointFeatures(sampler, backboneWeights, moved, { signal });
    const readings = applyProbe({ weights: Float64Array.from(probe.weights), bias: probe.bias }, features);
    const after = await sampler.decodePoints(moved);
    let change = 0;
    after.forEach((value, at) => (change += (value - before[at]) ** 2));
    results.push({
      candidate,
      arriving:
        readings.filter((reading) => reading >= reachedFraction * probe.saturation.present).length / points.length,
      change,
    });
  }
  const most = Math.max(...results.map(({ arriving }) => arriving));
  const good = results.filter(({ arriving }) => arriving >= most - reachTolerance);
  return good.reduce((best, one) => (one.change < best.change ? one : best)).candidate;
}
