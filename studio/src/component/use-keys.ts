import { useEffect, useLayoutEffect, useRef } from "react";

/** Elements that handle keys themselves, such as a field or a list. */
const interactiveElements =
  "input:not([type=checkbox]), textarea, select, [contenteditable], [role=slider], [role=dialog], [role=alertdialog], [role=listbox], [role=menu]";

/**
 * Handles keys anywhere on a screen, except in fields, sliders and dialogs.
 *
 * @param onKey - returns whether it handled the key; letters are lower case.
 */
export function useKeys(onKey: (key: string) => boolean): void {
  const newest = useRef(onKey);
  // in a layout effect: a key pressed right after a render must reach the new handler
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
    // in the capture phase: a letter typed at a closed select, which keeps the focus after a
    // choice, would change its value
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, []);
}
