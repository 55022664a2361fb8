import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useLayoutEffect, useRef } from "react";

/** Line of the program with a message. */
export interface LineMessage {
  readonly line: number;
  readonly message: string;
}

/** See {@link CodeEditor}. */
export interface CodeEditorProps {
  readonly label: string;
  readonly code: string;
  readonly onChange: (code: string) => void;
  /** Ctrl or ⌘ with Enter. */
  readonly onRun: () => void;
  /** Line to mark as wrong. */
  readonly error?: LineMessage;
}

/**
 * Renders an editor for TypeScript. It lives in a shadow root, where it may set styles under the page's policy, which
 * allows no style elements.
 */
export function CodeEditor({ label, code, onChange, onRun, error }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const newest = useRef({ onChange, onRun, code });
  useLayoutEffect(() => {
    newest.current = { onChange, onRun, code };
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
        extensions: [
          keymap.of([{ key: "Mod-Enter", run }]),
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
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) newest.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, [label]);
  useEffect(() => {
    const { state } = view.current!;
    if (state.doc.toString() === code) return;
    view.current!.dispatch({ changes: { from: 0, to: state.doc.length, insert: code } });
  }, [code]);
  useEffect(() => {
    const { state } = view.current!;
    const line = error && error.line <= state.doc.lines ? state.doc.line(error.line) : undefined;
    const found = line ? [{ from: line.from, to: line.to, severity: "error", message: error!.message } as const] : [];
    view.current!.dispatch(setDiagnostics(state, found), line ? { effects: EditorView.scrollIntoView(line.from) } : {});
  }, [error, label]);
  return <div ref={box} />;
}

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
  ".cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "var(--soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-tooltip, .cm-panels": { color: "var(--ink)", backgroundColor: "var(--card)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", backgroundColor: "var(--accent)" },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: "var(--accent)" },
  { tag: [tags.string, tags.regexp], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--blue)" },
  { tag: tags.comment, color: "var(--muted)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--blue)" },
  { tag: [tags.typeName, tags.className], color: "var(--epic)" },
]);
