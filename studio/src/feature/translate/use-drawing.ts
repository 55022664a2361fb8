import { useCallback, useMemo, useRef, useState } from "react";
import type { PixelDrawing } from "./drawing.ts";

/** So many steps can be taken back. */
const maxUndoSteps = 60;

/** Drawings of this visit, by their models: whoever looks at another screen finds the page as it was. */
const savedDrawings = new Map<string, PixelDrawing>();

/** A drawing with its past. */
export interface DrawingHistory {
  /** Changes whenever the drawing does. */
  readonly version: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** As it stands; to be changed in place between `begin` and `commit`. */
  readonly current: () => PixelDrawing;
  /** Remembers how it is, before it is changed. */
  readonly begin: () => void;
  /** Says that it was changed. */
  readonly commit: () => void;
  readonly replace: (drawing: PixelDrawing) => void;
  /** The same, with nothing to go back to. */
  readonly open: (drawing: PixelDrawing) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Whether something was drawn for a model in this visit. */
export function hasSavedDrawing(key: string): boolean {
  return savedDrawings.has(key);
}

/** A drawing that can be undone and redone. */
export function useDrawing(key: string, empty: () => PixelDrawing): DrawingHistory {
  const [now, setNow] = useState({ version: 0, canUndo: false, canRedo: false });
  const kept = useRef<{ drawing: PixelDrawing; past: PixelDrawing[]; future: PixelDrawing[] } | undefined>(undefined);
  const state = useCallback(
    () => (kept.current ??= { drawing: savedDrawings.get(key) ?? empty(), past: [], future: [] }),
    [key, empty],
  );
  const show = useCallback(() => {
    const { drawing, past, future } = state();
    savedDrawings.set(key, drawing);
    setNow(({ version }) => ({ version: version + 1, canUndo: past.length > 0, canRedo: future.length > 0 }));
  }, [key, state]);
  const begin = useCallback(() => {
    const kept = state();
    kept.past.push(copy(kept.drawing));
    if (kept.past.length > maxUndoSteps) kept.past.shift();
    kept.future = [];
  }, [state]);
  const deeds = useMemo(() => {
    const step = (from: "past" | "future", to: "past" | "future"): void => {
      const kept = state();
      const next = kept[from].pop();
      if (!next) return;
      kept[to].push(kept.drawing);
      kept.drawing = next;
      show();
    };
    return {
      current: () => state().drawing,
      replace: (drawing: PixelDrawing) => {
        begin();
        state().drawing = copy(drawing);
        show();
      },
      open: (drawing: PixelDrawing) => {
        kept.current = { drawing: copy(drawing), past: [], future: [] };
        show();
      },
      undo: () => step("past", "future"),
      redo: () => step("future", "past"),
    };
  }, [state, begin, show]);
  return useMemo(() => ({ ...now, ...deeds, begin, commit: show }), [now, deeds, begin, show]);
}

function copy({ side, colours }: PixelDrawing): PixelDrawing {
  return { side, colours: colours.slice() };
}
