import { type Settings } from "../model/index.ts";
import { accuracyBand } from "./balance.ts";

/** What was seen at one look at a model's pictures. */
export interface HealthCheck {
  readonly imagesSeen: number;
  /** How far its pictures are from the real ones, in a cheap space; 0 is best. */
  readonly distance: number;
  /** How varied they are; 1: as varied as the real ones. */
  readonly diversity: number;
  /** The part of them that are near-copies of training pictures. Undefined: cannot be said. */
  readonly copies?: number;
  /** How far they are from what the model drew before, where it began with what another had learned. */
  readonly oldDistance?: number;
}

/** What was measured in some steps. */
export interface Measured {
  readonly imagesSeen: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** What a verdict rests on. */
export interface TrainingHistory {
  /** All looks so far, the newest last; at least one. */
  readonly checkups: readonly HealthCheck[];
  /** What was measured so far, the newest last. */
  readonly log: readonly Measured[];
  /** With which loss two networks compete; undefined: there is but one. */
  readonly adversarial?: Settings["adversarial"];
}

/** How a training goes. */
export const verdicts = [
  "healthy",
  "too strong", // the detective: its judgement teaches nothing any more
  "too weak", // the detective: it cannot tell real from drawn
  "collapsing", // the counterfeiter always draws the same
  "memorising", // it draws training pictures
  "stalled", // nothing has become better for long
  "broken", // numbers that are none, or what was learned is lost
] as const;
export type Verdict = (typeof verdicts)[number];

/** After so many pictures a model should draw various things. */
const picturesToVary = 5000;
/** After so many pictures without anything better, twice as many as it took to get there, it is enough. */
const picturesToStall = 10_000;

/** Where the first look was nearer than this, the model had begun with what another knew: far is measured from here on. */
const far = 0.5;

/** A loss of two networks beyond this teaches nothing; usual ones are below 20. */
const senseless = 1000;

/**
 * Says how a training goes, from its log and from what was seen of its pictures. The thresholds are wide: a verdict
 * other than `healthy` is meant to be rare and right.
 */
export function assessTraining({ checkups, log, adversarial }: TrainingHistory): Verdict {
  const now = checkups[checkups.length - 1];
  const before = checkups.slice(0, -1);
  const recent = log.filter(({ imagesSeen }) => imagesSeen > (before.at(-1)?.imagesSeen ?? -1));
  if (![now, ...recent.map(({ metrics }) => metrics)].every(isNumbers)) return "broken";
  if (ranAway(recent) || hasDiverged(now, checkups[0]) || (before.length > 0 && lost(now, before))) return "broken";
  if (hasCollapsed(now, before)) return "collapsing";
  if ((now.copies ?? 0) > 0.3) return "memorising";
  if (adversarial && recent.length > 0) {
    const accuracy = mean(recent, "accuracy");
    const wentQuiet = vanished(log, recent);
    const stuck = now.distance > indistinct && !improves(checkups, 3);
    if (wentQuiet || (accuracy > Math.max(0.98, accuracyBand[adversarial][1]) && stuck)) return "too strong";
    if (accuracy < 0.55 && stuck) return "too weak";
  }
  return isStalled(now, before) ? "stalled" : "healthy";
}

/** Whether a model that breaks so is to be taken back to its best. */
export function isBreakdown(verdict: Verdict): boolean {
  return verdict === "broken" || verdict === "collapsing";
}

/**
 * Whether a model is worse than the best so far beyond what chance explains: more than a quarter farther from the real
 * pictures.
 */
export function isWorse(now: Pick<HealthCheck, "distance">, best: Pick<HealthCheck, "distance">): boolean {
  return !(now.distance <= 1.25 * best.distance + chance);
}

/**
 * Nearer than this to the real pictures, looks cannot tell good from better: nothing is said there about whether a
 * model still improves, as it goes on improving long after.
 */
const indistinct = 0.1;

/** How much distances vary by themselves, where they are measured in parts of how varied the real pictures are. */
const chance = 0.02;

function isNumbers(record: object): boolean {
  return Object.values(record).every((value) => value === undefined || Number.isFinite(value));
}

/** Losses are beyond all sense: the next thing to come would be infinity. */
function ranAway(recent: readonly Measured[]): boolean {
  return ["discriminator.adversarial", "generator.adversarial"].some((name) => mean(recent, name) > senseless);
}

/** It had got to half the way or more, and is now three times as far away as at its best. */
function lost(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  const best = least(before);
  return best < 0.5 * before[0].distance && now.distance > 3 * best + 5 * chance;
}

/** It has seen enough to draw something, and is farther away by half than at the first look. */
function hasDiverged(now: HealthCheck, first: HealthCheck): boolean {
  return now.imagesSeen >= picturesToVary && now.distance > 1.5 * Math.max(first.distance, far);
}

function hasCollapsed(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  const most = Math.min(1, Math.max(0, ...before.map(({ diversity }) => diversity)));
  if (most > 0.4 && now.diversity < 0.3 * most) return true;
  return now.imagesSeen >= picturesToVary && now.diversity < 0.1 && !improves([...before, now], 2);
}

/** Whether one of the last looks saw something better than all before; with too few looks, it may. */
function improves(checkups: readonly HealthCheck[], last: number): boolean {
  if (checkups.length <= last) return true;
  return least(checkups.slice(-last)) < 0.97 * least(checkups.slice(0, -last));
}

/** The counterfeiter's gradient has all but gone. */
function vanished(log: readonly Measured[], recent: readonly Measured[]): boolean {
  const all = log.flatMap(({ metrics }) => metrics["generator.gradientNorm"] ?? []).sort((a, b) => a - b);
  return all.length > 0 && mean(recent, "generator.gradientNorm") < 1e-3 * all[all.length >> 1];
}

function isStalled(now: HealthCheck, before: readonly HealthCheck[]): boolean {
  if (before.length < 6 || now.distance <= indistinct) return false;
  const best = before.find(({ distance }) => distance === least([...before, now]));
  return best !== undefined && now.imagesSeen - best.imagesSeen > Math.max(picturesToStall, 2 * best.imagesSeen);
}

function least(checkups: readonly HealthCheck[]): number {
  return Math.min(...checkups.map(({ distance }) => distance));
}

function mean(records: readonly Measured[], name: string): number {
  const values = records.flatMap(({ metrics }) => metrics[name] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
