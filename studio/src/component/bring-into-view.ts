/** Scrolls the page just far enough to show an element, or its beginning if it is higher than the window. */
export function bringIntoView(element: Element | null): void {
  if (!element) return;
  const isHigh = element.getBoundingClientRect().height > innerHeight - headAndMenuHeight;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: isHigh ? "start" : "nearest", behavior: isCalm ? "auto" : "smooth" });
}

/** Height of what covers the page at its top and, on a phone, at its bottom, px. */
const headAndMenuHeight = 150;
