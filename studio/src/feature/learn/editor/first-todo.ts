import type { EditorView } from "@codemirror/view";

/** Number of lines that are shown above a place. */
const linesAbove = 3;

/** Returns the place of the first TODO of a program; 0 if there is none. */
export function firstTodo(text: string): number {
  const found = /^[ \t]*\/\/ TODO \d/m.exec(text);
  return found ? found.index : 0;
}

/** Scrolls the editor alone to a place: the page around it stays where it is. */
export function showPlace(view: EditorView, at: number): void {
  view.requestMeasure({
    read: ({ defaultLineHeight }) => view.lineBlockAt(at).top - linesAbove * defaultLineHeight,
    write: (top) => void (view.scrollDOM.scrollTop = Math.max(0, top)),
  });
}
