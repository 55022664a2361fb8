/**
 * Tells whether a wheel event zooms an element. Otherwise it scrolls the page: somebody who passes over the element would be
 * caught. It zooms with Ctrl, which a pinch on a touchpad sends too, and once the element has the focus, as after a click.
 */
export function takesWheel(element: HTMLElement, { ctrlKey, metaKey }: WheelEvent): boolean {
  return ctrlKey || metaKey || element.contains(document.activeElement);
}
