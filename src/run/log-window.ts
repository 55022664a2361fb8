import type { LogRecord } from "../checkpoint/index.ts";
import type { Metrics } from "../trainer/index.ts";

/** Collects steps and gives their mean every so many. */
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
  let sums: Record<string, number> = {};
  let count = 0;
  return {
    add(step, picturesSeen, metrics) {
      for (const [name, value] of Object.entries(metrics)) sums[name] = (sums[name] ?? 0) + value;
      count++;
      if (step % steps !== 0) return undefined;
      const means = Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / count]));
      [sums, count] = [{}, 0];
      return { step, picturesSeen, metrics: means };
    },
  };
}
