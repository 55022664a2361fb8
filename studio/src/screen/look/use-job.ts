import { proxy } from "comlink";
import { useCallback, useEffect, useRef, useState } from "react";
import { lookEngine } from "../../engine/client.ts";
import type { Progress, ProgressListener } from "../../engine/look-jobs.ts";

/** Long work in the worker; see {@link useJob}. */
export interface Job<Answer> {
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  /** While it is at work and has told. */
  readonly progress: Progress | undefined;
  /** Begins; what was going on is given up. The last answer stays until there is a new one. */
  readonly start: (work: (onProgress: ProgressListener) => Promise<Answer>) => void;
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
export function useJob<Answer>(name: string): Job<Answer> {
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [progress, setProgress] = useState<Progress>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);
  const giveUp = useCallback(() => {
    turn.current++;
    void lookEngine().stop(name);
  }, [name]);
  const stop = useCallback(() => {
    giveUp();
    setBusy(false);
    setProgress(undefined);
  }, [giveUp]);
  const clear = useCallback(() => {
    stop();
    setAnswer(undefined);
    setError(undefined);
  }, [stop]);
  const start = useCallback<Job<Answer>["start"]>((work) => {
    const mine = ++turn.current;
    const isMine = (): boolean => turn.current === mine;
    setBusy(true);
    setError(undefined);
    setProgress(undefined);
    const told = proxy((news: Progress) => {
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
      if (busyNow.current) giveUp();
    },
    [giveUp],
  );
  return { answer, error, busy, progress, start, stop, clear };
}
