import { packColour, type Pixels } from "../../worker/rendered-picture.ts";
import type { PaletteColour } from "../../worker/translate/translation-service.ts";

/** A drawing: pixels that are changed in place while one draws. */
export interface PixelDrawing {
  readonly side: number;
  /** Colours, RGBA in 4 bytes each, as in a canvas. */
  readonly colours: Uint32Array<ArrayBuffer>;
}

/** Point on a drawing, px from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Stroke from one point to another. */
export interface Stroke {
  readonly from: Point;
  readonly to: Point;
  /** Half the width of the line, px. */
  readonly radius: number;
  readonly colour: number;
  /** Whether the stroke is mirrored at the vertical centre line. */
  readonly isMirrored: boolean;
}

/** Returns an empty drawing. */
export function emptyDrawing(side: number, { colour }: PaletteColour): PixelDrawing {
  return { side, colours: new Uint32Array(side * side).fill(packColour(colour)) };
}

/** Returns a copy of the pixels for a canvas or the worker. */
export function pixelsFromDrawing({ side, colours }: PixelDrawing): Pixels {
  return { width: side, height: side, data: new Uint8ClampedArray(colours.slice().buffer) };
}

/** Converts canvas pixels to a drawing. */
export function drawingFromPixels({ width, data }: Pixels): PixelDrawing {
  return { side: width, colours: new Uint32Array(data.slice().buffer) };
}

/** Draws a line with round ends; a dot if both ends coincide. */
export function drawStroke(drawing: PixelDrawing, line: Stroke): void {
  drawSegment(drawing, line);
  if (!line.isMirrored) return;
  const beyond = ({ x, y }: Point): Point => ({ x: drawing.side - x, y });
  drawSegment(drawing, { ...line, from: beyond(line.from), to: beyond(line.to) });
}

function drawSegment({ side, colours }: PixelDrawing, { from, to, radius, colour }: Stroke): void {
  const [left, right] = [Math.min(from.x, to.x) - radius, Math.max(from.x, to.x) + radius];
  const [top, bottom] = [Math.min(from.y, to.y) - radius, Math.max(from.y, to.y) + radius];
  const [across, down] = [to.x - from.x, to.y - from.y];
  const length = across ** 2 + down ** 2;
  for (let row = Math.max(0, Math.floor(top)); row <= Math.min(side - 1, bottom); row++) {
    for (let column = Math.max(0, Math.floor(left)); column <= Math.min(side - 1, right); column++) {
      const [x, y] = [column + 0.5 - from.x, row + 0.5 - from.y];
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * across + y * down) / length));
      if ((x - along * across) ** 2 + (y - along * down) ** 2 <= radius ** 2) colours[row * side + column] = colour;
    }
  }
}

/** Fills the connected area of equal colour around a point. */
export function floodFill({ side, colours }: PixelDrawing, { x, y }: Point, colour: number): void {
  const inside = (value: number): number => Math.min(side - 1, Math.max(0, Math.floor(value)));
  const first = inside(y) * side + inside(x);
  const old = colours[first];
  if (old === colour) return;
  const waiting = [first];
  colours[first] = colour;
  const visit = (at: number): void => {
    if (colours[at] !== old) return;
    colours[at] = colour;
    waiting.push(at);
  };
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at % side > 0) visit(at - 1);
    if (at % side < side - 1) visit(at + 1);
    if (at >= side) visit(at - side);
    if (at < side * (side - 1)) visit(at + side);
  }
}

/** Returns the colour at a point. */
export function colourAt({ side, colours }: PixelDrawing, { x, y }: Point): number {
  const inside = (value: number): number => Math.min(side - 1, Math.max(0, Math.floor(value)));
  return colours[inside(y) * side + inside(x)];
}
