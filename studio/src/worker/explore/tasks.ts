import type { Text } from "omakase";

/** How far long work is, and what is being done. */
export interface TaskProgress {
  /** 0 … 1. */
  readonly fraction: number;
  readonly activity: Text;
}

/** Told now and then. */
export type TaskProgressListener = (progress: TaskProgress) => void;

/** Long work, one of a name at a time. */
export interface TaskRunner {
  /** Begins one; an earlier one of that name is stopped. */
  begin(name: string): AbortSignal;
  stop(name: string): void;
}

/** Long work that can be stopped: a signal cannot be sent to a worker. */
export function createTaskRunner(): TaskRunner {
  const running = new Map<string, AbortController>();
  return {
    begin(name) {
      running.get(name)?.abort();
      const controller = new AbortController();
      running.set(name, controller);
      return controller.signal;
    },
    stop: (name) => running.get(name)?.abort(),
  };
}
