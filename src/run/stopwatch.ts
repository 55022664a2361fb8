/** The time of a training: what is done besides does not count. */
export interface Stopwatch {
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
export function stopwatch(clock: () => number): Stopwatch {
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

/** Pictures a second over the last five seconds; to be asked after every batch. */
export function paceOf(clock: () => number, batch: number): () => number {
  const times = [clock()];
  return () => {
    times.push(clock());
    while (times.length > 2 && times[times.length - 1] - times[0] > 5000) times.shift();
    return ((times.length - 1) * batch * 1000) / Math.max(1, times[times.length - 1] - times[0]);
  };
}
