import type { Text } from "omakase/studio";

/** Progress of a task and its current stage. */
export interface TaskProgress {
  /** Completed fraction, 0 … 1. */
  readonly fraction: number;
  readonly activity: Text;
}

/** Listener for progress. */
export type TaskProgressListener = (progress: TaskProgress) => void;

/** Runner of cancellable tasks, one per name at a time. */
export interface TaskRunner {
  /** Starts a task and cancels the earlier one of that name. */
  begin(name: string): AbortSignal;
  stop(name: string): void;
}

/** Creates a runner of cancellable tasks; tasks have names because an `AbortSignal` cannot be sent to a worker. */
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
