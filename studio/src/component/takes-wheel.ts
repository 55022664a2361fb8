/**
 * Tells whether a wheel event zooms an element rather than scrolls the page: with Ctrl, which a pinch on a touchpad sends, too,
 * or when the element has the focus, as after a click.
 */
export function takesWheel(element: HTMLElement, { ctrlKey, metaKey }: WheelEvent): boolean {
  return ctrlKey || metaKey || element.contains(document.activeElement);
}
