import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";
import { figureText } from "../text/index.ts";

/** Image at every step along a direction. */
export type DirectionRow = readonly Picture[];

/**
 * Draws the effect of a direction: one row per image, one column per step; column 0 holds the original.
 *
 * @param rows - images, one list per row.
 * @param steps - signed steps along the direction, one per column.
 * @param options - language, title, caption and note.
 * @returns SVG figure with its size in CSS pixels.
 */
export function directionRows(rows: readonly DirectionRow[], steps: readonly number[], options: FigureOptions): Figure {
  if (rows.length === 0 || rows.some((row) => row.length !== steps.length))
    throw internalError("directionRows: no pictures");
  const above = 24;
  const grid = tiles(rows.flat(), { columns: steps.length, target: 80 });
  const heads = steps.map((step, column) => {
    const { x, width } = grid.places[column];
    const text = step === 0 ? "0" : `${step > 0 ? "+" : "−"}${Math.abs(step)}`;
    const weight = step === 0 ? "bold" : "regular";
    return line(text, x + width / 2, 13, { size: 13, colour: theme.muted, anchor: "middle", weight });
  });
  const svg = `${heads.join("")}<g transform="translate(0,${above})">${grid.svg}</g>`;
  const block: Block = { svg, width: grid.width, height: above + grid.height };
  return figure(block, {
    title: figureText.words.directionTitle,
    caption: figureText.words.directionCaption,
    ...options,
  });
}
