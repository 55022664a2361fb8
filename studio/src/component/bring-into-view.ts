/** Scrolls the page just far enough to show an element, or its beginning if it is higher than the window. */
export function bringIntoView(element: Element | null): void {
  if (!element) return;
  const isHigh = element.getBoundingClientRect().height > innerHeight - headAndMenuHeight;
  element.scrollIntoView({ block: isHigh ? "start" : "nearest", behavior: isCalm() ? "auto" : "smooth" });
}

/** Scrolls the page so that an element is at its top, as far as the page reaches. */
export function bringToTop(element: Element | null): void {
  element?.scrollIntoView({ block: "start", behavior: isCalm() ? "auto" : "smooth" });
}

function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Height of what covers the page at its top and, on a phone, at its bottom, px. */
const headAndMenuHeight = 150;
