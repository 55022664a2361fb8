import { proxy } from "comlink";
import { useCallback, useEffect, useRef, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { TaskProgress, TaskProgressListener } from "../../worker/explore/tasks.ts";

/** Task in the worker; see {@link useTask}. */
export interface Task<Answer> {
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  /** Progress of the running task; undefined before the first report. */
  readonly progress: TaskProgress | undefined;
  /** Starts a task and cancels the running one. The last answer stays until the next. */
  readonly start: (work: (onProgress: TaskProgressListener) => Promise<Answer>) => void;
  /** Cancels the task. */
  readonly stop: () => void;
  /** Clears the answer. */
  readonly clear: () => void;
}

/**
 * Runs a cancellable task with progress.
 *
 * @param name - name of the task in the worker.
 */
export function useTask<Answer>(name: string): Task<Answer> {
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [progress, setProgress] = useState<TaskProgress>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);
  const cancel = useCallback(() => {
    turn.current++;
    void exploreEngine().stop(name);
  }, [name]);
  const stop = useCallback(() => {
    cancel();
    setBusy(false);
    setProgress(undefined);
  }, [cancel]);
  const clear = useCallback(() => {
    stop();
    setAnswer(undefined);
    setError(undefined);
  }, [stop]);
  const start = useCallback<Task<Answer>["start"]>((work) => {
    const mine = ++turn.current;
    const isMine = (): boolean => turn.current === mine;
    setBusy(true);
    setError(undefined);
    setProgress(undefined);
    const told = proxy((news: TaskProgress) => {
      if (isMine()) setProgress(news);
    });
    void work(told)
      .then(
        (found) => isMine() && setAnswer(() => found),
        (thrown: unknown) => isMine() && setError(thrown),
      )
      .finally(() => {
        if (!isMine()) return;
        setBusy(false);
        setProgress(undefined);
      });
  }, []);
  const busyNow = useRef(false);
  useEffect(() => {
    busyNow.current = busy;
  }, [busy]);
  useEffect(
    () => () => {
      if (busyNow.current) cancel();
    },
    [cancel],
  );
  return { answer, error, busy, progress, start, stop, clear };
}
