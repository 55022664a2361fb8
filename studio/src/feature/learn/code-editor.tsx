import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { firstTodo, showPlace } from "./editor/first-todo.ts";
import { libraryHelp, type HelpWords } from "./editor/library-help.ts";
import { termAtCursor, termCompartment, termMarks } from "./term-marks.ts";

/** Line of the program with a message. */
export interface LineMessage {
  readonly line: number;
  readonly message: string;
}

/** See {@link CodeEditor}. */
export interface CodeEditorProps {
  readonly label: string;
  /** Words of completions and docs; one object for each language. */
  readonly helpWords: HelpWords;
  readonly code: string;
  readonly onChange: (code: string) => void;
  /** Ctrl or ⌘ with Enter. */
  readonly onRun: () => void;
  /** Line to mark as wrong. */
  readonly error?: LineMessage;
  /** Names of loss terms with a curve, which are marked. */
  readonly terms: readonly string[];
  /** Term that stands out. */
  readonly highlighted: string | undefined;
  /** Called when the cursor reaches a term, by a click or by keys. */
  readonly onTerm: (term: string) => void;
}

/**
 * Renders an editor for TypeScript. It lives in a shadow root, where it may set styles under the page's policy, which
 * allows no style elements.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, helpWords, code, error, highlighted } = props;
  const terms = props.terms.join("\n");
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
  });
  useEffect(() => {
    const root = box.current!.shadowRoot ?? box.current!.attachShadow({ mode: "open" });
    const run = () => {
      newest.current.onRun();
      return true;
    };
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: newest.current.code,
        selection: { anchor: firstTodo(newest.current.code) },
        extensions: [
          keymap.of([{ key: "Mod-Enter", run }]),
          libraryHelp(helpWords),
          basicSetup,
          javascript({ typescript: true }),
          syntaxHighlighting(highlighting),
          theme,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-label": label,
            spellcheck: "false",
            translate: "no",
            tabindex: "0",
          }),
          termCompartment.of([]),
          EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions, view }) => {
            // at once: a page that lags behind would put an older text over a newer one
            if (docChanged && !transactions.some((one) => one.annotation(isGiven)))
              flushSync(() => newest.current.onChange(state.doc.toString()));
            const term = selectionSet && !docChanged ? termAtCursor(view, newest.current.terms) : undefined;
            if (term !== undefined) newest.current.onTerm(term);
          }),
        ],
      }),
    });
    view.current = made;
    showPlace(made, made.state.selection.main.head);
    return () => made.destroy();
  }, [label, helpWords]);
  useEffect(() => {
    const { state } = view.current!;
    if (state.doc.toString() === code) return;
    const selection = { anchor: firstTodo(code) };
    const changes = { from: 0, to: state.doc.length, insert: code };
    view.current!.dispatch({ changes, selection, annotations: isGiven.of(true) });
    showPlace(view.current!, selection.anchor);
  }, [code]);
  useEffect(() => {
    const marks = termMarks(terms === "" ? [] : terms.split("\n"), highlighted);
    view.current!.dispatch({ effects: termCompartment.reconfigure(marks) });
  }, [terms, highlighted, label, helpWords]);
  useEffect(() => {
    const { state } = view.current!;
    const line = error && error.line <= state.doc.lines ? state.doc.line(error.line) : undefined;
    const found = line ? [{ from: line.from, to: line.to, severity: "error", message: error!.message } as const] : [];
    view.current!.dispatch(setDiagnostics(state, found), line ? { effects: EditorView.scrollIntoView(line.from) } : {});
  }, [error, label, helpWords]);
  return <div ref={box} />;
}

/** Marks a text that the page gives to the editor. */
const isGiven = Annotation.define<boolean>();

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", fontSize: "13px", maxHeight: "min(64vh, 660px)" },
  "&.cm-focused": { outline: "3px solid var(--focus)" },
  ".cm-scroller": {
    fontFamily: "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace",
    lineHeight: "1.55",
  },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--muted)", backgroundColor: "var(--card)", borderRight: "1px solid var(--rule)" },
  ".cm-foldGutter span": { color: "var(--muted)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-term": { textDecoration: "underline dotted", textUnderlineOffset: "3px", cursor: "pointer" },
  ".cm-term-on": { borderRadius: "4px", backgroundColor: "var(--accent-soft)", boxShadow: "0 0 0 2px var(--accent)" },
  ".cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "var(--soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-tooltip, .cm-panels": { color: "var(--ink)", backgroundColor: "var(--card)", border: "1px solid var(--rule)" },
  ".cm-tooltip": { borderRadius: "8px", boxShadow: "0 6px 24px rgb(0 0 0 / 18%)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxWidth: "min(560px, 94vw)", fontFamily: "inherit", fontSize: "13px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    gap: "8px",
    padding: "3px 8px",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--on-accent)",
    backgroundColor: "var(--accent)",
  },
  ".cm-completionDetail": {
    marginLeft: 0,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    color: "var(--muted)",
    fontStyle: "normal",
  },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip.cm-completionInfo": { width: "min(340px, 92vw)", maxWidth: "none", padding: 0 },
  ".cm-doc": {
    maxWidth: "min(560px, 92vw)",
    maxHeight: "min(50vh, 420px)",
    padding: "8px 10px",
    overflow: "auto",
    fontSize: "13px",
    lineHeight: "1.5",
  },
  ".cm-doc p": { margin: "6px 0 0" },
  ".cm-doc ul": { margin: "2px 0 0", paddingLeft: "18px" },
  ".cm-doc code, .cm-doc pre": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", fontSize: "12px" },
  ".cm-doc pre": {
    margin: "4px 0 0",
    padding: "6px 8px",
    borderRadius: "6px",
    backgroundColor: "var(--soft)",
    whiteSpace: "pre-wrap",
  },
  ".cm-docSignature": { color: "var(--blue)", overflowWrap: "anywhere" },
  ".cm-doc .cm-docTitle": { marginTop: "8px", color: "var(--muted)", fontWeight: "bold" },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: "var(--accent)" },
  { tag: [tags.string, tags.regexp], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--blue)" },
  { tag: tags.comment, color: "var(--muted)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--blue)" },
  { tag: [tags.typeName, tags.className], color: "var(--epic)" },
]);
