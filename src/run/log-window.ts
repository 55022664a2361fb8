import type { LogRecord, MetricSums } from "../checkpoint/index.ts";
import type { Metrics } from "../train/index.ts";

/** Running mean of metrics over a fixed number of steps; a step can omit metrics. */
export interface MetricsWindow {
  /**
   * Adds the metrics of one step, or the mean of several; returns a record when the window is full.
   *
   * @param count - number of steps. Default 1.
   */
  add(step: number, imagesSeen: number, metrics: Metrics, count?: number): LogRecord | undefined;
  /** Returns the sums since the last record; undefined when empty. */
  sums(): MetricSums | undefined;
}

/**
 * Creates a window. Windows end at multiples of `steps`, also after a resume in between.
 *
 * @param steps - steps per record.
 * @param begun - sums of the partial window of a resumed training. Default: empty.
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
