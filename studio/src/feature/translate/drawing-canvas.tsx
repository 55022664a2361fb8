import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { packColour } from "../../worker/rendered-picture.ts";
import type { DrawingSurface } from "../../worker/translate/translation-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { colourAt, drawStroke, floodFill, type Point } from "./drawing.ts";
import styles from "./drawing-canvas.module.css";
import { resizeTool, type DrawingTool } from "./toolbar.tsx";
import type { DrawingHistory } from "./use-drawing.ts";
import { words } from "./words.ts";

/** See {@link DrawingCanvas}. */
export interface DrawingCanvasProps {
  readonly surface: DrawingSurface;
  readonly tool: DrawingTool;
  readonly onTool: (tool: DrawingTool) => void;
  readonly draft: DrawingHistory;
}

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Bit of `PointerEvent.buttons` for the eraser end of a pen. */
const penEraser = 32;

/** Time after pen input in which touches count as a resting palm, milliseconds. */
const palmRejectionTime = 1000;

/** Renders the canvas to draw on with mouse, pen, finger or keys. */
export function DrawingCanvas({ surface, tool, onTool, draft }: DrawingCanvasProps) {
  const { t, formatNumber } = useLanguage();
  const { side, palette, backgroundIndex } = surface;
  const help = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Position of the brush; keyboard input keeps it visible. */
  const [brush, setBrush] = useState<Point & { readonly byKeys: boolean }>();
  /** Last point of the current stroke. */
  const line = useRef<Point | undefined>(undefined);
  /** Time of the last pen input, ms. */
  const penAt = useRef(-Infinity);
  const { current, version, begin, commit } = draft;

  useEffect(() => {
    const { colours } = current();
    const pixels = new ImageData(new Uint8ClampedArray(colours.buffer), side, side);
    canvas.current!.getContext("2d")!.putImageData(pixels, 0, 0);
  }, [current, version, side]);

  /** Starts a stroke or fills. */
  const start = (point: Point, given: DrawingTool, pressure: number): void => {
    begin();
    const colour = packColour((given.name === "eraser" ? palette[backgroundIndex] : given.colour).colour);
    if (given.name !== "fill") {
      line.current = point;
      return go(point, given, pressure);
    }
    floodFill(current(), point, colour);
    if (given.isMirrored) floodFill(current(), { x: side - 1 - point.x, y: point.y }, colour);
    commit();
  };
  /** Continues the stroke. */
  const go = (to: Point, given: DrawingTool, pressure: number): void => {
    const from = line.current;
    if (!from) return;
    const colour = packColour((given.name === "eraser" ? palette[backgroundIndex] : given.colour).colour);
    drawStroke(current(), { from, to, radius: given.radius * pressure, colour, isMirrored: given.isMirrored });
    line.current = to;
    commit();
  };
  const end = (): void => void (line.current = undefined);

  /** Returns whether a pointer is a second finger, or a palm beside the pen. */
  const isOther = ({ isPrimary, pointerType, timeStamp }: PointerEvent): boolean => {
    if (pointerType === "pen") penAt.current = timeStamp;
    return !isPrimary || (pointerType === "touch" && timeStamp - penAt.current < palmRejectionTime);
  };
  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return { x: ((clientX - left) / width) * side, y: ((clientY - top) / height) * side };
  };
  const handOf = ({ pointerType, buttons }: PointerEvent): DrawingTool =>
    pointerType === "pen" && (buttons & penEraser) > 0 ? { ...tool, name: "eraser" } : tool;
  /** Returns the pressure of a pen, which widens the line. */
  const pressureOf = ({ pointerType, pressure }: { pointerType: string; pressure: number }): number =>
    pointerType === "pen" && pressure > 0 ? 0.4 + 1.2 * pressure : 1;

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button > 0 && event.button !== 5) return;
    if (isOther(event)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start(placeOf(event), handOf(event), pressureOf(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (isOther(event)) return;
    setBrush({ ...placeOf(event), byKeys: false });
    if (!line.current) return;
    const steps = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const step of steps.length > 0 ? steps : [event.nativeEvent])
      go(placeOf(step), handOf(event), pressureOf(step));
  };

  const onPointerUp = ({ isPrimary }: PointerEvent): void => {
    if (isPrimary) end(); // a second finger that leaves ends no line
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = brush ?? { x: side / 2, y: side / 2 };
    const arrow = arrows[event.key];
    if (arrow) {
      const step = (side / 64) * (event.shiftKey ? 6 : 1);
      const inside = (value: number): number => Math.min(side, Math.max(0, value));
      const next = { x: inside(at.x + arrow[0] * step), y: inside(at.y + arrow[1] * step) };
      setBrush({ ...next, byKeys: true });
      go(next, tool, 1);
    } else if (event.key === " ") {
      setBrush({ ...at, byKeys: true });
      if (!event.repeat) start(at, tool, 1);
    } else if (event.key === "b") onTool({ ...tool, name: "brush" });
    else if (event.key === "e") onTool({ ...tool, name: "eraser" });
    else if (event.key === "f") onTool({ ...tool, name: "fill" });
    else if (event.key === "m") onTool({ ...tool, isMirrored: !tool.isMirrored });
    else if (event.key === "[") onTool(resizeTool(tool, -1));
    else if (event.key === "]") onTool(resizeTool(tool, 1));
    else return;
    event.preventDefault();
  };

  const percent = (value: number): string => `${(100 * value) / side}%`;
  const under = brush?.byKeys ? colourAt(current(), brush) : undefined;
  const name = palette.find(({ colour }) => packColour(colour) === under)?.name;
  return (
    <div className={styles.easel}>
      <canvas
        ref={canvas}
        className={styles.paper}
        width={side}
        height={side}
        tabIndex={0}
        role="application"
        aria-label={t(words.paper)}
        aria-describedby={help}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onPointerLeave={() => setBrush((brush) => (brush?.byKeys ? brush : undefined))}
        onKeyDown={onKeyDown}
        onKeyUp={({ key }) => key === " " && end()}
        onBlur={() => {
          end();
          setBrush(undefined);
        }}
        onContextMenu={(event) => event.preventDefault()}
      />
      {tool.isMirrored && <span className={styles.middle} aria-hidden="true" />}
      {brush && (
        <span
          className={styles.brush}
          data-fill={tool.name === "fill" || undefined}
          data-keys={brush.byKeys || undefined}
          style={{ left: percent(brush.x), top: percent(brush.y), width: percent(2 * tool.radius) }}
          aria-hidden="true"
        />
      )}
      <p id={help} className={styles.help}>
        {t(words.paperHelp)}
      </p>
      <output className="unseen">
        {brush?.byKeys &&
          t(words.place, {
            x: formatNumber(Math.round((100 * brush.x) / side)),
            y: formatNumber(Math.round((100 * brush.y) / side)),
            colour: t(name ?? words.otherColour),
          })}
      </output>
    </div>
  );
}
