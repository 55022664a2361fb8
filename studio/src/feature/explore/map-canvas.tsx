import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Pixels } from "../../worker/rendered-picture.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { takesWheel } from "../../component/takes-wheel.ts";
import { drawMap } from "./draw-map.ts";
import styles from "./map.module.css";
import { words } from "./map-words.ts";
import { centreView, panView, nextInDirection, pictureAt, toCanvasPoint, fullMapView, zoomView, type Box, type MapView, type CanvasPoint } from "./map-view.ts"; // oxfmt-ignore

/** See {@link MapCanvas}. */
export interface MapCanvasProps {
  readonly pictures: readonly Pixels[];
  /** `[pictures.length, 2]`, 0 … 1. */
  readonly positions: Float32Array;
  /** Indices of the nearest pictures, `[pictures.length, neighbourCount]`. */
  readonly neighbours: Uint32Array;
  readonly neighbourCount: number;
  /** Index of the first gallery picture. */
  readonly firstGalleryIndex: number;
  /** Frame colour of each picture; undefined for none. */
  readonly colours: readonly (string | undefined)[];
  readonly chosen: number | undefined;
  readonly onChoose: (at: number) => void;
}

const keys: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Renders a map of pictures with pan and zoom by wheel, touch, buttons and keys. */
export function MapCanvas({ chosen, onChoose, ...map }: MapCanvasProps) {
  const { t } = useLanguage();
  const { pictures, positions } = map;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<MapView>(fullMapView);
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  const [hovered, setHovered] = useState<number>();
  const atlas = useMemo(() => atlasOf(pictures), [pictures]);
  const fingers = useRef(new Map<number, CanvasPoint>());
  const wandered = useRef(0);

  useEffect(() => setView(fullMapView), [positions]);
  useEffect(() => {
    const watcher = new ResizeObserver(([{ contentRect }]) =>
      setBox({ width: contentRect.width, height: contentRect.height }),
    );
    watcher.observe(canvas.current!);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current!;
    const turn = (event: WheelEvent): void => {
      if (!takesWheel(element, event)) return;
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      const spot = spotIn(element, event);
      setView((before) => {
        const after = zoomView(before, box, factor, spot);
        return after.zoom === before.zoom ? before : after;
      });
      event.preventDefault();
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [box]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => drawMap(canvas.current!, { ...map, atlas, view, box, chosen, hovered }));
    return () => cancelAnimationFrame(frame);
  });

  const zoomBy = (factor: number): void =>
    setView((before) => zoomView(before, box, factor, { left: box.width / 2, top: box.height / 2 }));
  const choose = (at: number): void => {
    onChoose(at);
    setView((before) => {
      const { left, top } = toCanvasPoint(before, box, positions[2 * at], positions[2 * at + 1]);
      const isSeen = left > 20 && top > 20 && left < box.width - 20 && top < box.height - 20;
      return isSeen ? before : centreView(before, positions[2 * at], positions[2 * at + 1]);
    });
  };
  const press = (event: KeyboardEvent): void => {
    const way = keys[event.key];
    if (way) choose(chosen === undefined ? 0 : nextInDirection(positions, chosen, ...way));
    else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else if (event.key === "0") setView(fullMapView);
    else return;
    event.preventDefault();
  };
  const down = (event: PointerEvent): void => {
    canvas.current!.setPointerCapture(event.pointerId);
    if (fingers.current.size === 0) wandered.current = 0;
    fingers.current.set(event.pointerId, spotIn(canvas.current!, event));
  };
  const move = (event: PointerEvent): void => {
    const spot = spotIn(canvas.current!, event);
    const before = fingers.current.get(event.pointerId);
    if (!before) {
      setHovered(pictureAt(positions, view, box, spot));
      return;
    }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, spot);
    wandered.current += Math.hypot(spot.left - before.left, spot.top - before.top);
    if (other) {
      const apart = (one: CanvasPoint) => Math.max(1, Math.hypot(one.left - other.left, one.top - other.top));
      const middle = { left: (spot.left + other.left) / 2, top: (spot.top + other.top) / 2 };
      const factor = apart(spot) / apart(before);
      setView((was) =>
        panView(zoomView(was, box, factor, middle), box, (spot.left - before.left) / 2, (spot.top - before.top) / 2),
      );
    } else setView((was) => panView(was, box, spot.left - before.left, spot.top - before.top));
  };
  const up = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
    if (wandered.current > 6 || event.type === "pointercancel") return;
    const at = pictureAt(positions, view, box, spotIn(canvas.current!, event));
    if (at !== undefined) choose(at);
  };

  return (
    <div className={styles.frame}>
      <div className={styles.zoom}>
        <Button icon="plus" iconOnly onClick={() => zoomBy(1.6)}>
          {t(words.closer)}
        </Button>
        <Button icon="minus" iconOnly disabled={view.zoom === 1} onClick={() => zoomBy(1 / 1.6)}>
          {t(words.farther)}
        </Button>
        <Button icon="fit" iconOnly disabled={view.zoom === 1} onClick={() => setView(fullMapView)}>
          {t(words.whole)}
        </Button>
      </div>
      <canvas
        ref={canvas}
        className={styles.map}
        tabIndex={0}
        role="application"
        aria-label={t(words.mapLabel, { count: pictures.length })}
        aria-describedby="look-map-keys"
        onKeyDown={press}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={() => setHovered(undefined)}
      />
      <p id="look-map-keys" className={styles.keys}>
        {t(words.keys)}
      </p>
    </div>
  );
}

function spotIn(
  element: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): CanvasPoint {
  const { left, top } = element.getBoundingClientRect();
  return { left: clientX - left, top: clientY - top };
}

/** Texture atlas: all thumbnails on one canvas. */
export interface Atlas {
  readonly canvas: HTMLCanvasElement;
  readonly size: number;
  readonly columns: number;
}

function atlasOf(pictures: readonly Pixels[]): Atlas {
  const columns = Math.max(1, Math.ceil(Math.sqrt(pictures.length)));
  const size = Math.max(1, ...pictures.map(({ width }) => width));
  const canvas = document.createElement("canvas");
  canvas.width = columns * size;
  canvas.height = Math.max(1, Math.ceil(pictures.length / columns)) * size;
  const context = canvas.getContext("2d")!;
  pictures.forEach(({ data, width, height }, at) =>
    context.putImageData(new ImageData(data, width, height), (at % columns) * size, Math.floor(at / columns) * size),
  );
  return { canvas, size, columns };
}
