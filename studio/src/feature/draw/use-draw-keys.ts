import { useEffect, useLayoutEffect, useRef } from "react";

/** Actions of the keys on this screen. */
export interface KeyActions {
  readonly draw: () => void;
  readonly drawLiked: () => void;
  /** Moves the selection: −1 to the previous picture, 1 to the next. */
  readonly move: (by: number) => void;
  /** Rotates by one step to the right and down, each −1, 0 or 1. */
  readonly turn: (right: number, down: number) => void;
  readonly toggleFavourite: () => void;
  readonly save: () => void;
  readonly delete: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Handles keys, except in fields, sliders and lists. */
export function useDrawKeys(actions: KeyActions): void {
  const newest = useRef(actions);
  // In a layout effect: a key pressed right after a render must reach the new actions.
  useLayoutEffect(() => {
    newest.current = actions;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const action = actionOf(event, newest.current);
      if (!action || event.defaultPrevented) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function actionOf(event: KeyboardEvent, actions: KeyActions): (() => void) | undefined {
  const { key, shiftKey, ctrlKey, metaKey, altKey, repeat } = event;
  const target = event.target instanceof Element ? event.target : undefined;
  if (
    altKey ||
    target?.closest(
      "input:not([type=range]), textarea, select, [role=combobox][aria-expanded=true], [role=listbox], [role=dialog]",
    )
  )
    return undefined;
  const letter = key.toLowerCase();
  if (ctrlKey || metaKey) {
    if (letter === "z") return shiftKey ? actions.redo : actions.undo;
    return letter === "y" ? actions.redo : undefined;
  }
  if (key in arrows) {
    if (target?.closest("input")) return undefined; // a slider
    const [right, down] = arrows[key];
    if (shiftKey) return () => actions.turn(right, down);
    return right === 0 ? undefined : () => actions.move(right);
  }
  if (repeat || shiftKey) return undefined;
  if (key === "Enter") return target?.closest("button, a, summary, input") ? undefined : actions.draw;
  return { d: actions.draw, t: actions.drawLiked, h: actions.toggleFavourite, s: actions.save, delete: actions.delete }[
    letter
  ];
}
