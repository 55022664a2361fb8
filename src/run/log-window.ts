import type { LogRecord } from "../checkpoint/index.ts";
import type { Metrics } from "../trainer/index.ts";

/** Collects steps and gives their mean every so many; not every step has to measure everything. */
export interface LogWindow {
  /** Takes a step in; gives a record when the window is full. */
  add(step: number, picturesSeen: number, metrics: Metrics): LogRecord | undefined;
}

/**
 * Windows end at fixed step numbers, whatever step a run goes on from.
 *
 * @param steps - how many steps a record covers.
 */
export function logWindow(steps: number): LogWindow {
  let collected = new Map<string, number[]>();
  return {
    add(step, picturesSeen, metrics) {
      for (const [name, value] of Object.entries(metrics)) collected.set(name, [...(collected.get(name) ?? []), value]);
      if (step % steps !== 0) return undefined;
      const means = [...collected].map(([name, values]) => [name, values.reduce((a, b) => a + b) / values.length]);
      collected = new Map();
      return { step, picturesSeen, metrics: Object.fromEntries(means) };
    },
  };
}
