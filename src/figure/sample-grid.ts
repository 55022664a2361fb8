import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, type Figure, type FigureOptions } from "./figure.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";
import { figureText } from "../text/index.ts";

/** Options of {@link sampleGrid}. */
export interface SampleGridOptions extends FigureOptions {
  /** Images per row. Default: as square as 12 columns allow. */
  readonly columns?: number;
  /** Labels under the images; long ones are shortened. Default none. */
  readonly labels?: readonly string[];
  /** Approximate width of an image, CSS pixels. Default 96. */
  readonly pictureWidth?: number;
}

/**
 * Draws images of one size in a grid.
 *
 * @param pictures - images of one size
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function sampleGrid(pictures: readonly Picture[], options: SampleGridOptions): Figure {
  if (pictures.length === 0) throw internalError("sampleGrid: no pictures");
  const { columns = Math.min(12, Math.ceil(Math.sqrt(pictures.length))), labels, pictureWidth: target = 96 } = options;
  const grid = tiles(pictures, { columns, target, below: labels ? 22 : 0 });
  const words = labels?.slice(0, pictures.length).map((label, index) => {
    const { x, y, width, height } = grid.places[index];
    const text = shorten(label, width, theme.smallSize);
    return line(text, x + width / 2, y + height + 15, { size: theme.smallSize, colour: theme.muted, anchor: "middle" });
  });
  return figure(
    { ...grid, svg: grid.svg + (words?.join("") ?? "") },
    { title: figureText.words.samplesTitle, caption: figureText.words.samplesCaption, ...options },
  );
}
