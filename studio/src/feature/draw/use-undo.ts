import { useCallback, useMemo, useState } from "react";

/** Value with undo and redo. */
export interface Undoable<Value> {
  readonly value: Value;
  /**
   * Sets the value.
   *
   * @param group - consecutive changes of one group are undone together, as while sliding.
   */
  readonly set: (next: Value, group?: string) => void;
  /** Undoes the last change; undefined if there is none. */
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
}

interface UndoHistory<Value> {
  readonly before: readonly Value[];
  readonly now: Value;
  readonly after: readonly Value[];
  readonly group: string | undefined;
}

/** Maximum number of undo steps. */
const maxSteps = 200;

/** Returns a value whose changes can be undone and redone. */
export function useUndo<Value>(first: () => Value): Undoable<Value> {
  const [past, setPast] = useState<UndoHistory<Value>>(() => ({
    before: [],
    now: first(),
    after: [],
    group: undefined,
  }));
  const set = useCallback(
    (next: Value, group?: string) =>
      setPast(({ before, now, group: last }) => ({
        before: group !== undefined && group === last ? before : [...before, now].slice(-maxSteps),
        now: next,
        after: [],
        group,
      })),
    [],
  );
  const undo = useCallback(
    () =>
      setPast((past) => {
        const { before, now, after } = past;
        if (before.length === 0) return past;
        return { before: before.slice(0, -1), now: before.at(-1)!, after: [now, ...after], group: undefined };
      }),
    [],
  );
  const redo = useCallback(
    () =>
      setPast((past) => {
        const { before, now, after } = past;
        if (after.length === 0) return past;
        return { before: [...before, now], now: after[0], after: after.slice(1), group: undefined };
      }),
    [],
  );
  const [canUndo, canRedo] = [past.before.length > 0, past.after.length > 0];
  return useMemo(
    () => ({ value: past.now, set, undo: canUndo ? undo : undefined, redo: canRedo ? redo : undefined }),
    [past.now, set, canUndo, canRedo, undo, redo],
  );
}
