import { type Settings } from "../model/index.ts";
import { accuracyBand } from "./balance.ts";

/** Metrics of a model's samples at one time of its training. */
export interface HealthCheck {
  readonly imagesSeen: number;
  /** Distance of the samples from the real images; 0 is best. See `ImageQuality`. */
  readonly distance: number;
  /** Mean distance between two samples in pixel statistics, relative to the real images: 0 or more; 1: as diverse. */
  readonly diversity: number;
  /** Further numbers of `ImageQuality`, which tell the faults apart. Undefined: not measured. */
  readonly separation?: number;
  readonly detail?: number;
  readonly grit?: number;
  readonly colour?: number;
  /** Fraction of the samples that nearly copy training images, 0 … 1. Undefined: not measured. */
  readonly copies?: number;
  /** Distance of the samples from those of the model that this one was fine-tuned from. */
  readonly oldDistance?: number;
}

/** Metrics of some steps. */
export interface Measured {
  readonly imagesSeen: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Record of a training, from which {@link assessTraining} judges it. */
export interface TrainingHistory {
  /** All health checks, the newest last; at least one. */
  readonly checkups: readonly HealthCheck[];
  /** All metrics, the newest last. */
  readonly log: readonly Measured[];
  /** Name of the adversarial loss. Undefined: the model has none. */
  readonly adversarial?: Settings["adversarial"];
}

/** States that a training can be in. */
export const verdicts = [
  "healthy",
  "undertrained", // the samples are still a blur or noise
  "too strong", // the discriminator: its gradient has vanished
  "too weak", // the discriminator: it cannot tell real from generated images
  "collapsing", // mode collapse: the generator draws one image
  "memorising", // the samples copy training images
  "stalled", // no improvement for long
  "broken", // NaN, infinite numbers, or a model that has diverged or forgotten
] as const;

/** A state of a training; see {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** Images seen after which samples should be diverse. */
const imagesToDiversify = 5000;
/** Least number of images seen without improvement before a training counts as stalled. */
const imagesToStall = 10_000;
/** Least first distance from which divergence is measured: a fine-tuned model can begin much closer. */
const leastFirstDistance = 0.5;
/** Distance and {@link HealthCheck.detail} of samples that are still a blur: see docs/notes/quality.md. */
const blurred = { distance: 0.95, detail: 0.75 };
/** Distance and {@link HealthCheck.grit} of samples that are still noise. */
const noisy = { distance: 0.5, grit: 0.6 };
/** Adversarial loss beyond which training has diverged; usual ones are below 20. */
const divergedLoss = 1000;
/** Distance below which the feature space cannot rank models, though they may still improve. */
const distanceResolution = 0.03;
/** Standard deviation of a measured distance, in units of the diversity of the real images. */
const distanceNoise = 0.02;

/**
 * Judges a training from its log and its health checks. The thresholds are wide, so that a verdict other than `healthy`
 * and, early in a training, `undertrained` is rare and right.
 *
 * @param history - at least one health check; see {@link TrainingHistory}.
 * @returns the most serious verdict that applies.
 */
export function assessTraining({ checkups, log, adversarial }: TrainingHistory): Verdict {
  const now = checkups[checkups.length - 1];
  const before = checkups.slice(0, -1);
  const recent = log.filter(({ imagesSeen }) => imagesSeen > (before.at(-1)?.imagesSeen ?? -1));
  if (![now, ...recent.map(({ metrics }) => metrics)].every(isFiniteRecord)) return "broken";
  if (lossDiverged(recent) || hasDiverged(now, checkups[0]) || hasForgotten(now, before)) return "broken";
  if (hasCollapsed(now, before)) return "collapsing";
  if ((now.copies ?? 0) > 0.3) return "memorising";
  if (adversarial && recent.length > 0) {
    const accuracy = mean(recent, "accuracy");
    const stuck = now.distance > distanceResolution && !improves(checkups, 3);
    const saturated = accuracy > Math.max(0.98, accuracyBand[adversarial][1]);
    if (gradientVanished(log, recent) || (saturated && stuck)) return "too strong";
    if (accuracy < 0.55 && stuck) return "too weak";
  }
  if (isStalled(now, before)) return "stalled";
  return isUndertrained(now) ? "undertrained" : "healthy";
}

/** Tells whether training should return to the best model so far. */
export function isBreakdown(verdict: Verdict): boolean {
  return verdict === "broken" || verdict === "collapsing";
}

/**
 * Tells whether a model is worse than the best so far by more than noise: its distance from the real images is more than a
 * quarter larger.
 */
export function isWorse(now: Pick<HealthCheck, "distance">, best: Pick<HealthCheck, "distance">): boolean {
  return !(now.distance <= 1.25 * best.distance + distanceNoise);
}

function isFiniteRecord(record: object): boolean {
  return Object.values(record).every((value) => value === undefined || Number.isFinite(value));
}

/** Tells whether an adversarial loss is so large that it will soon overflow. */
function lossDiverged(recent: readonly Measured[]): boolean {
  return ["discriminator.adversarial", "generator.adversarial"].some((name) => mean(recent, name) > divergedLoss);
}

/** Tells whether a model that had halved its first distance is now three times as far away as at its best. */
function hasForgotten(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  if (before.length === 0) return false;
  const best = leastDistance(before);
  return best < 0.5 * before[0].distance && now.distance > 3 * best + 5 * distanceNoise;
}

/** Tells whether a model has seen enough images and is farther away by half than at the first health check. */
function hasDiverged(now: HealthCheck, first: HealthCheck): boolean {
  return now.imagesSeen >= imagesToDiversify && now.distance > 1.5 * Math.max(first.distance, leastFirstDistance);
}

function hasCollapsed(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  const mostDiverse = Math.min(1, Math.max(0, ...before.map(({ diversity }) => diversity)));
  if (mostDiverse > 0.4 && now.diversity < 0.3 * mostDiverse) return true;
  return now.imagesSeen >= imagesToDiversify && now.diversity < 0.1 && !improves([...before, now], 2);
}

/** Tells whether one of the last health checks is better than all before; true while there are too few of them. */
function improves(checkups: readonly HealthCheck[], last: number): boolean {
  if (checkups.length <= last) return true;
  return leastDistance(checkups.slice(-last)) < 0.97 * leastDistance(checkups.slice(0, -last));
}

/** Tells whether the samples are still a blur or noise; numbers that were not measured say nothing. */
function isUndertrained({ distance, detail = 1, grit = 0 }: HealthCheck): boolean {
  const isBlurred = distance > blurred.distance && detail < blurred.detail;
  return isBlurred || (distance > noisy.distance && grit > noisy.grit);
}

/** Tells whether the generator's gradient is below a thousandth of its median. */
function gradientVanished(log: readonly Measured[], recent: readonly Measured[]): boolean {
  const norms = log.flatMap(({ metrics }) => metrics["generator.gradientNorm"] ?? []).sort((a, b) => a - b);
  return norms.length > 0 && mean(recent, "generator.gradientNorm") < 1e-3 * norms[norms.length >> 1];
}

/** Tells whether training has gone on for twice as long as its best model took, without improvement. */
function isStalled(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  if (before.length < 6 || now.distance <= distanceResolution) return false;
  const best = before.find(({ distance }) => distance === leastDistance([...before, now]));
  return best !== undefined && now.imagesSeen - best.imagesSeen > Math.max(imagesToStall, 2 * best.imagesSeen);
}

function leastDistance(checkups: readonly HealthCheck[]): number {
  return Math.min(...checkups.map(({ distance }) => distance));
}

function mean(records: readonly Measured[], name: string): number {
  const values = records.flatMap(({ metrics }) => metrics[name] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
