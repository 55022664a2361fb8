import type { Weights } from "../device/index.ts";

/** A moment of a training, with everything that is needed to go on from it exactly. */
export interface Checkpoint {
  /** Steps done. */
  readonly step: number;
  readonly imagesSeen: number;
  /** The seed of the run: with the step's number it decides every random number to come. */
  readonly seed: number;
  /** Where it was trained. Going on elsewhere is possible, but not exact. */
  readonly device: { readonly name: string; readonly version: string };
  /** The resolved configuration of the run, as it stands in config.json. */
  readonly config: unknown;
  /** All states: weights, running averages, optimizer moments, averaged weights. Kept as float32. */
  readonly weights: Weights;
  /** What was measured since the last record of the log. Default: nothing. */
  readonly unlogged?: MetricSums;
}

/** Metrics by name: the sum over some steps, and over how many. */
export type MetricSums = Readonly<Record<string, { readonly total: number; readonly taken: number }>>;
