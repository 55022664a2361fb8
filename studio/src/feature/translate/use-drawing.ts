import { useCallback, useMemo, useRef, useState } from "react";
import type { PixelDrawing } from "./drawing.ts";

/** Maximum number of undo steps. */
const maxUndoSteps = 60;

/** Drawings of this visit by model; they survive a change of screen. */
const savedDrawings = new Map<string, PixelDrawing>();

/** Drawing with undo history. */
export interface DrawingHistory {
  /** Changes whenever the drawing does. */
  readonly version: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Returns the drawing, to be changed in place between `begin` and `commit`. */
  readonly current: () => PixelDrawing;
  /** Saves an undo step before a change. */
  readonly begin: () => void;
  /** Reports that the drawing changed. */
  readonly commit: () => void;
  readonly replace: (drawing: PixelDrawing) => void;
  /** Replaces the drawing and clears the history. */
  readonly open: (drawing: PixelDrawing) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Returns whether there is a drawing for a model from this visit. */
export function hasSavedDrawing(key: string): boolean {
  return savedDrawings.has(key);
}

/** Returns a drawing with undo and redo. */
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
