/** Timer of a training that excludes other work, such as saving. */
export interface TrainingTimer {
  /** Returns the training time so far, s. */
  seconds(): number;
  /** Runs other work, which does not count. */
  pause<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Starts a timer.
 *
 * @param clock - returns the time, ms.
 */
export function createTrainingTimer(clock: () => number): TrainingTimer {
  const begun = clock();
  let paused = 0;
  return {
    seconds: () => (clock() - begun - paused) / 1000,
    async pause(work) {
      const since = clock();
      const result = await work();
      paused += clock() - since;
      return result;
    },
  };
}

/**
 * Creates a meter of images per second over the last five seconds; call it after every batch.
 *
 * @param clock - returns the time, ms.
 * @param before - images seen before the training.
 */
export function throughputMeter(clock: () => number, before: number): (imagesSeen: number) => number {
  const marks = [{ time: clock(), seen: before }];
  return (imagesSeen) => {
    marks.push({ time: clock(), seen: imagesSeen });
    while (marks.length > 2 && marks[marks.length - 1].time - marks[0].time > 5000) marks.shift();
    const [first, last] = [marks[0], marks[marks.length - 1]];
    return (Math.max(0, last.seen - first.seen) * 1000) / Math.max(1, last.time - first.time);
  };
}

/**
 * Returns the time between two checkpoints, ms: a minute, or ten times what saving and judging the last one took, but at most
 * ten minutes.
 */
export function checkpointInterval(savingTime: number): number {
  return Math.min(600_000, Math.max(60_000, 10 * savingTime));
}
