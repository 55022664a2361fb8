/** A queue that runs asynchronous work one piece after the other. */
export interface SerialQueue {
  /** Runs work after all earlier work has ended, even if that failed. Settles as the work does. */
  run<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Waits until all work so far has ended; never rejects. */
  ended(): Promise<void>;
}

/** Creates an empty queue. */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
    ended: () => last.then(() => undefined),
  };
}
