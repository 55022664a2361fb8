import type { LogRecord, MetricSums } from "../checkpoint/index.ts";
import type { Metrics } from "../train/index.ts";

/** Collects steps and gives their mean every so many; not every step has to measure everything. */
export interface MetricsWindow {
  /**
   * Takes a step in, or the mean of several; gives a record when the window is full.
   *
   * @param count - how many steps. Default 1.
   */
  add(step: number, imagesSeen: number, metrics: Metrics, count?: number): LogRecord | undefined;
  /** What is in the window since the last record; undefined where nothing is. */
  sums(): MetricSums | undefined;
}

/**
 * Windows end at fixed step numbers, whatever step a run goes on from.
 *
 * @param steps - how many steps a record covers.
 * @param begun - what was in the window of the training that goes on.
 */
export function createMetricsWindow(steps: number, begun: MetricSums = {}): MetricsWindow {
  let collected = new Map(Object.entries(begun));
  return {
    add(step, imagesSeen, metrics, count = 1) {
      for (const [name, value] of Object.entries(metrics)) {
        const { total, taken } = collected.get(name) ?? { total: 0, taken: 0 };
        collected.set(name, { total: total + value * count, taken: taken + count });
      }
      if (step % steps !== 0) return undefined;
      const means = [...collected].map(([name, { total, taken }]) => [name, total / taken]);
      collected = new Map();
      return { step, imagesSeen, metrics: Object.fromEntries(means) };
    },
    sums: () => (collected.size > 0 ? Object.fromEntries(collected) : undefined),
  };
}
