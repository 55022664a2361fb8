import { useEffect, useRef, useState, type RefObject } from "react";

/** How wide an element is, in CSS pixels; 0 before it is known. */
export function useWidth<Of extends HTMLElement>(): readonly [RefObject<Of | null>, number] {
  const element = useRef<Of>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    watcher.observe(watched);
    return () => watcher.disconnect();
  }, []);
  return [element, width];
}
