import { proxy } from "comlink";
import { useCallback, useEffect, useRef, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { TaskProgress, TaskProgressListener } from "../../worker/explore/tasks.ts";

/** Long work in the worker; see {@link useTask}. */
export interface Task<Answer> {
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  /** While it is at work and has told. */
  readonly progress: TaskProgress | undefined;
  /** Begins; what was going on is given up. The last answer stays until there is a new one. */
  readonly start: (work: (onProgress: TaskProgressListener) => Promise<Answer>) => void;
  /** Gives up. */
  readonly stop: () => void;
  /** Forgets the answer. */
  readonly clear: () => void;
}

/**
 * Long work that shows how far it is and can be given up.
 *
 * @param name - what the worker knows it by.
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
