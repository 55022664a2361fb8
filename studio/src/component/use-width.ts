import { useEffect, useRef, useState, type RefObject } from "react";

/** Returns a ref and the width of its element, CSS px; 0 before the first measurement. */
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
