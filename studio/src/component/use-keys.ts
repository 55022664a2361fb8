import { useEffect, useLayoutEffect, useRef } from "react";

/** Where keys belong to what stands there, such as a field or a list. */
const interactiveElements =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=slider], [role=dialog], [role=alertdialog], [role=listbox], [role=menu]";

/**
 * Keys that work anywhere on a screen, but not while somebody writes, slides, or answers a question on top of it.
 *
 * @param onKey - says whether it was one of its keys. Letters come in small.
 */
export function useKeys(onKey: (key: string) => boolean): void {
  const newest = useRef(onKey);
  // at once with what is to be seen: a key that comes right after it is meant for it
  useLayoutEffect(() => {
    newest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, target, repeat, isComposing, defaultPrevented } = event;
      if (event.altKey || repeat || isComposing || defaultPrevented) return;
      const command = event.ctrlKey || event.metaKey;
      if (target instanceof Element && target.closest(interactiveElements)) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      if (!newest.current(command ? `command-${key.toLowerCase()}` : key.toLowerCase())) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before anybody else: a letter typed at a closed list of models, where the focus is once one was chosen, would
    // choose another
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, []);
}
