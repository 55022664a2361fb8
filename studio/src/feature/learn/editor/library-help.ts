/** Help while one writes: completions, and docs by pointer and by keyboard. */
import { autocompletion, closeCompletion, selectedCompletion } from "@codemirror/autocomplete";
import { EditorState, Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import {
  closeHoverTooltips,
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Rect,
  type Tooltip,
} from "@codemirror/view";
import { findCompletions } from "./completions.ts";
import { drawDoc, drawShortDoc, type DocWords } from "./draw-doc.ts";
import type { LibraryDocs } from "./library-docs.ts";
import { loadLibraryDocs } from "./load-library-docs.ts";
import { parseProgram, programNames, type NamedPlace } from "./program-names.ts";

/** Words of the help, in the language of the page. */
export interface HelpWords extends DocWords {
  readonly suggestions: string;
  readonly noDoc: string;
}

/** Width of a doc beside the list, px; `code-editor.tsx` sets it. */
const infoWidth = 340;

/** Library without docs: the names of the program are still completed. */
const noDocs: LibraryDocs = { modules: { omakase: [], "omakase/lesson": [] }, types: {} };

const loadDocs = (): Promise<LibraryDocs> => loadLibraryDocs().catch(() => noDocs);

/** Creates the extension of an editor that helps to write programs of the course. */
export function libraryHelp(words: HelpWords): Extension {
  return [
    EditorState.phrases.of({ Completions: words.suggestions }),
    EditorView.domEventHandlers({ focus: () => void loadDocs() }),
    // before the keys of the list, which would take Enter
    Prec.highest(keymap.of([{ key: "Enter", run: closeWrittenWord }])),
    autocompletion({
      override: [async (context) => findCompletions(context, await loadDocs(), drawShortDoc)],
      icons: false,
      filterStrict: true,
      positionInfo: placeInfo,
    }),
    hoverTooltip(async (view, at, side) => {
      const docs = await loadDocs();
      const place = placeAt(view.state, docs, at, side);
      if (!place) return null;
      if (view.state.field(keyboardDoc)) view.dispatch({ effects: setDoc.of(null) }); // one doc at a time
      return docTooltip(place, docs, words);
    }),
    keyboardDocs(words),
  ];
}

/** Closes the list where Enter would only put what is written already: the key then begins a line. */
function closeWrittenWord(view: EditorView): boolean {
  const chosen = selectedCompletion(view.state);
  const { head } = view.state.selection.main;
  if (!chosen || chosen.apply !== undefined) return false;
  if (view.state.sliceDoc(head - chosen.label.length, head) === chosen.label) closeCompletion(view);
  return false;
}

/** Places the doc of a completion: beside the list, or on a narrow screen where it leaves the written line free. */
function placeInfo(view: EditorView, list: Rect, _: Rect, info: Rect, space: Rect) {
  const [height, width] = [info.bottom - info.top, Math.min(infoWidth, info.right - info.left)];
  const isRight = space.right - list.right >= width;
  if (isRight || list.left - space.left >= width) {
    const top = Math.max(space.top, Math.min(list.top, space.bottom - height)) - list.top;
    return { style: `top: ${top}px; ${isRight ? "left" : "right"}: 100%`, class: "" };
  }
  const line = view.coordsAtPos(view.state.selection.main.head);
  const isListAbove = line !== null && list.top < line.top;
  const isBelow = !isListAbove && space.bottom - list.bottom >= height;
  const gap = isBelow || isListAbove ? 0 : view.defaultLineHeight;
  const left = Math.min(0, space.right - width - list.left);
  return { style: `${isBelow ? "top" : "bottom"}: calc(100% + ${gap}px); left: ${left}px`, class: "" };
}

/** Finds a name with a doc. */
function placeAt(state: EditorState, docs: LibraryDocs, at: number, side: -1 | 0 | 1): NamedPlace | undefined {
  const tree = parseProgram(state);
  return programNames(state.sliceDoc(), tree, docs).placeOf(tree.resolveInner(at, side));
}

/** Finds the name at the cursor, or the function whose arguments are around it. */
function placeAround(state: EditorState, docs: LibraryDocs): NamedPlace | undefined {
  const { head } = state.selection.main;
  const here = placeAt(state, docs, head, -1) ?? placeAt(state, docs, head, 1);
  if (here) return here;
  const tree = parseProgram(state);
  const names = programNames(state.sliceDoc(), tree, docs);
  for (let node = tree.resolveInner(head, -1); node.parent; node = node.parent) {
    const entry = node.name === "ArgList" ? names.calledEntry(node) : undefined;
    if (entry) return { from: head, to: head, entry };
  }
  return undefined;
}

function docTooltip({ from, to, entry }: NamedPlace, docs: LibraryDocs, words: DocWords): Tooltip {
  const create = (view: EditorView) => {
    const dom = drawDoc(entry, docs, words);
    dom.tabIndex = 0; // a long one is scrolled by keys
    dom.setAttribute("role", "note");
    dom.setAttribute("aria-label", entry.name);
    dom.addEventListener("keydown", ({ key }) => key === "Escape" && closeDoc(view));
    return { dom };
  };
  return { pos: from, end: to, above: true, create };
}

const setDoc = StateEffect.define<Tooltip | null>();

function closeDoc(view: EditorView): void {
  view.dispatch({ effects: setDoc.of(null) });
  view.focus();
}

/** Doc that was asked for by keys. It stays until the cursor moves, the text changes, Escape is pressed or another is shown. */
const keyboardDoc = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, { effects, docChanged, selection }) {
    const set = effects.find((effect) => effect.is(setDoc));
    return set ? set.value : docChanged || selection ? null : shown;
  },
  provide: (of) => showTooltip.from(of),
});

/** Shows the doc at the cursor on Ctrl-I. */
function keyboardDocs(words: HelpWords): Extension {
  const show = (view: EditorView): boolean => {
    void loadDocs().then((docs) => {
      const place = placeAround(view.state, docs);
      const spoken = place ? `${place.entry.name}: ${place.entry.text ?? ""}` : words.noDoc;
      const tooltip = place ? docTooltip(place, docs, words) : null;
      view.dispatch({ effects: [closeHoverTooltips, setDoc.of(tooltip), EditorView.announce.of(spoken)] });
    });
    return true;
  };
  const close = (view: EditorView): boolean => {
    if (!view.state.field(keyboardDoc)) return false;
    closeDoc(view);
    return true;
  };
  const keys = keymap.of([
    { key: "Mod-i", run: show, preventDefault: true },
    { key: "Escape", run: close },
  ]);
  return [keyboardDoc, Prec.highest(keys)];
}
