import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { takesWheel } from "../../component/takes-wheel.ts";

/** Viewport: a point p of the drawing appears at scale · p + (x, y). */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

const [minScale, maxScale] = [0.1, 3];
const margin = 24;
/** Distance of an arrow key, px. */
const keyStep = 60;
/** Minimum drag distance, px; less is a click. */
const minDragDistance = 5;

/** Returns a pan-and-zoom viewport for pointers, wheel, buttons and keys; it fits the content until moved. */
export function usePanZoom(content: Size) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [moved, setMoved] = useState<Viewport>();
  const view = moved ?? fitToFrame(content, size);
  const newest = useRef(view);
  newest.current = view;

  const measure = useCallback((): void => {
    const { clientWidth: width, clientHeight: height } = frame.current!;
    setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
  }, []);
  // in a layout effect: a panel that opens beside the drawing must not shift it first
  useLayoutEffect(measure);
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(measure);
    watcher.observe(frame.current!);
    return () => watcher.disconnect();
  }, [measure]);

  // Two pointers report their moves one after the other, before the next render.
  const show = useCallback((next: Viewport): void => {
    newest.current = next;
    setMoved(next);
  }, []);
  const zoom = useCallback(
    (factor: number, at?: { readonly x: number; readonly y: number }): boolean => {
      const element = frame.current!;
      const { x, y, scale } = newest.current;
      const next = Math.min(maxScale, Math.max(minScale, scale * factor));
      if (next === scale) return false;
      const point = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
      const ratio = next / scale;
      show({ scale: next, x: point.x - (point.x - x) * ratio, y: point.y - (point.y - y) * ratio });
      return true;
    },
    [show],
  );
  const pan = useCallback(
    (byX: number, byY: number): void => {
      const { x, y, scale } = newest.current;
      show({ x: x + byX, y: y + byY, scale });
    },
    [show],
  );

  // React registers wheel listeners as passive, which lets the page scroll.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      if (!takesWheel(element, event)) return;
      const { left, top } = element.getBoundingClientRect();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
      const factor = Math.exp((-event.deltaY * lines) / 500);
      if (zoom(factor, { x: event.clientX - left, y: event.clientY - top })) event.preventDefault();
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [zoom]);

  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const travelled = useRef(0);
  const handlers = {
    onPointerDown(event: PointerEvent): void {
      if (pointers.current.size === 0) travelled.current = 0;
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent): void {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const [byX, byY] = [event.clientX - before.x, event.clientY - before.y];
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId);
      travelled.current += Math.hypot(byX, byY);
      if (travelled.current > minDragDistance) frame.current!.setPointerCapture(event.pointerId);
      if (others.length === 0) {
        if (travelled.current > minDragDistance) pan(byX, byY);
        else return; // it may still be a click
      } else {
        const [[, other]] = others;
        const { left, top } = frame.current!.getBoundingClientRect();
        const distance = ({ x, y }: { x: number; y: number }) => Math.hypot(x - other.x, y - other.y);
        const factor = distance({ x: event.clientX, y: event.clientY }) / Math.max(1, distance(before));
        zoom(factor, { x: (event.clientX + other.x) / 2 - left, y: (event.clientY + other.y) / 2 - top });
        pan(byX / 2, byY / 2);
      }
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerUp: (event: PointerEvent): void => void pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent): void => void pointers.current.delete(event.pointerId),
    onPointerLeave: (event: PointerEvent): void => void pointers.current.delete(event.pointerId),
    onClickCapture(event: { stopPropagation(): void }): void {
      if (travelled.current > minDragDistance) event.stopPropagation(); // a drag ends in a click
      travelled.current = 0;
    },
    onKeyDown(event: KeyboardEvent): void {
      const way = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (way) pan(way[0] * keyStep, way[1] * keyStep);
      else if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") setMoved(undefined);
      else return;
      event.preventDefault();
    },
  };
  /** Moves the viewport until a box of the drawing is visible. */
  const reveal = useCallback(
    (box: Size & { readonly x: number; readonly y: number }): void => {
      const { clientWidth, clientHeight } = frame.current!;
      const { x, y, scale } = newest.current;
      const shift = (low: number, high: number, room: number): number =>
        low < margin / 2 ? margin - low : high > room - margin / 2 ? room - margin - high : 0;
      const byX = shift(box.x * scale + x, (box.x + box.width) * scale + x, clientWidth);
      const byY = shift(box.y * scale + y, (box.y + box.height) * scale + y, clientHeight);
      if (byX !== 0 || byY !== 0) show({ x: x + byX, y: y + byY, scale });
    },
    [show],
  );
  return { frame, view, zoom, showAll: () => setMoved(undefined), reveal, handlers };
}

/** Fits the whole drawing into the frame, centred, at most at scale 1. */
function fitToFrame(content: Size, { width, height }: Size): Viewport {
  const fitting = Math.min((width - 2 * margin) / content.width, (height - 2 * margin) / content.height);
  const scale = Math.min(1.2, Math.max(minScale, Number.isFinite(fitting) ? fitting : 1));
  return { x: (width - content.width * scale) / 2, y: (height - content.height * scale) / 2, scale };
}
