import type { Text } from "omakase";

/** How far long work is, and what is being done. */
export interface Progress {
  /** 0 … 1. */
  readonly done: number;
  readonly doing: Text;
}

/** Told now and then. */
export type ProgressListener = (progress: Progress) => void;

/** Long work, one of a name at a time. */
export interface Jobs {
  /** Begins one; an earlier one of that name is stopped. */
  begin(name: string): AbortSignal;
  stop(name: string): void;
}

/** Long work that can be stopped: a signal cannot be sent to a worker. */
export function openJobs(): Jobs {
  const running = new Map<string, AbortController>();
  return {
    begin(name) {
      running.get(name)?.abort();
      const begun = new AbortController();
      running.set(name, begun);
      return begun.signal;
    },
    stop: (name) => running.get(name)?.abort(),
  };
}
