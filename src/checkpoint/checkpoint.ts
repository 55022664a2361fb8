import type { Weights } from "../device/index.ts";

/** A state of a training that is complete for an exact resume. */
export interface Checkpoint {
  /** Training steps done, ≥ 0. */
  readonly step: number;
  readonly imagesSeen: number;
  /** Seed of the run; seed and step decide all further random numbers. */
  readonly seed: number;
  /** Device of the training. Resuming on another one is possible, but not exact. */
  readonly device: { readonly name: string; readonly version: string };
  /** Resolved configuration of the run, as in config.json. */
  readonly config: unknown;
  /** All states: weights, running averages, optimizer moments, averaged weights; stored as float32. */
  readonly weights: Weights;
  /** Metrics since the last record of the log. Default: none. */
  readonly unlogged?: MetricSums;
}

/** Sums of metrics by name, and the number of steps in each sum. */
export type MetricSums = Readonly<Record<string, { readonly total: number; readonly taken: number }>>;
