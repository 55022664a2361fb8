import { Compartment, type Extension } from "@codemirror/state";
import {
  Decoration,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";

/** Marks of a program's loss terms; see {@link termMarks}. */
export const termCompartment = new Compartment();

/**
 * Marks the names of loss terms in a program.
 *
 * @param terms - names with a curve.
 * @param highlighted - name whose marks stand out.
 */
export function termMarks(terms: readonly string[], highlighted: string | undefined): Extension {
  const names = terms.filter((term) => /^\w+$/.test(term));
  if (names.length === 0) return [];
  const matcher = new MatchDecorator({
    regexp: new RegExp(`\\b(?:${names.join("|")})\\b`, "g"),
    decoration: ([term]) => Decoration.mark({ class: term === highlighted ? "cm-term cm-term-on" : "cm-term" }),
  });
  return ViewPlugin.define(
    (view) => {
      const plugin = {
        marks: matcher.createDeco(view),
        update: (update: ViewUpdate): void => void (plugin.marks = matcher.updateDeco(update, plugin.marks)),
      };
      return plugin;
    },
    { decorations: ({ marks }: { readonly marks: DecorationSet }) => marks },
  );
}

/** Returns the term at the cursor, if there is one. */
export function termAtCursor({ state }: EditorView, terms: readonly string[]): string | undefined {
  const word = state.wordAt(state.selection.main.head);
  const text = word ? state.sliceDoc(word.from, word.to) : "";
  return terms.includes(text) ? text : undefined;
}
