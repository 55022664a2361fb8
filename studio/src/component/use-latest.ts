import { useCallback, useEffect, useRef, useState } from "react";

/** See {@link useLatest}. */
export interface Latest<Asked, Answer> {
  readonly answer: Answer | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  /** Requests an answer; while an earlier request runs, only the newest one waits. */
  readonly ask: (asked: Asked) => void;
  /** Forgets the answer, the request that waits, and what the running one will answer. */
  readonly reset: () => void;
}

/**
 * Runs work that is requested faster than it completes, as while sliding: one request at a time; of the waiting
 * requests only the newest runs.
 */
export function useLatest<Asked, Answer>(work: (asked: Asked) => Promise<Answer>): Latest<Asked, Answer> {
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const waiting = useRef<{ asked: Asked } | undefined>(undefined);
  const working = useRef(false);
  const resets = useRef(0);
  const newest = useRef(work);
  useEffect(() => {
    newest.current = work;
  });
  const ask = useCallback((asked: Asked) => {
    waiting.current = { asked };
    if (working.current) return;
    working.current = true;
    setBusy(true);
    void (async () => {
      while (waiting.current) {
        const { asked } = waiting.current;
        waiting.current = undefined;
        const before = resets.current;
        const settle = (set: () => void): void => void (resets.current === before && set());
        try {
          const found = await newest.current(asked);
          settle(() => {
            setAnswer(found);
            setError(undefined);
          });
        } catch (thrown) {
          settle(() => setError(thrown));
        }
      }
      working.current = false;
      setBusy(false);
    })();
  }, []);
  const reset = useCallback(() => {
    resets.current++;
    waiting.current = undefined;
    setAnswer(undefined);
    setError(undefined);
  }, []);
  return { answer, error, busy, ask, reset };
}
