/** The time of a training: what is done besides does not count. */
export interface TrainingTimer {
  /** Seconds of training so far. */
  seconds(): number;
  /** Does something besides. */
  pause<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * Starts a stopwatch.
 *
 * @param clock - milliseconds, as the host counts them.
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
 * Pictures a second over the last five seconds; to be asked after every batch.
 *
 * @param before - pictures seen when the training begins.
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
