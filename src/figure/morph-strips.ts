import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { figure, line, translateBlock, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { evenlySpaced } from "./samples-over-time.ts";
import { shorten } from "./text-width.ts";
import { theme } from "./theme.ts";
import { tiles } from "./tiles.ts";
import { figureText } from "../text/index.ts";

/** Frames of one walk, from start to end. */
export interface MorphStrip {
  readonly frames: readonly Picture[];
  /** Label of the start, such as a seed or a file name. Default none. */
  readonly from?: string;
  /** Label of the end. Default none. */
  readonly to?: string;
}

/** Options of {@link morphStrips}. */
export interface MorphStripsOptions extends FigureOptions {
  /** Maximum number of frames per walk, evenly spaced, with both ends. Default 9. */
  readonly columns?: number;
}

/**
 * Draws morphs as film strips: one row per walk through latent space.
 *
 * @param walks - frames of each walk
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function morphStrips(walks: readonly MorphStrip[], options: MorphStripsOptions): Figure {
  if (walks.length === 0 || walks.some((walk) => walk.frames.length === 0)) throw internalError("strip: no frames");
  const { columns = 9 } = options;
  const rows = walks.map((walk): Block => {
    const row = tiles(evenlySpaced(walk.frames, columns), { target: 72, gap: 2 });
    if (walk.from === undefined && walk.to === undefined) return row;
    const y = row.height + 17;
    const half = row.width / 2 - 40;
    const style = { size: theme.smallSize, colour: theme.muted } as const;
    const from = shorten(walk.from ?? "", half, theme.smallSize);
    const to = shorten(walk.to ?? "", half, theme.smallSize);
    const [start, end] = [row.width / 2 - 22, row.width / 2 + 22];
    const arrow = `<path d="M${start},${y - 4}H${end}m-5,-4l5,4l-5,4" fill="none" stroke="${theme.faint}"/>`;
    const svg = row.svg + line(from, 0, y, style) + arrow + line(to, row.width, y, { ...style, anchor: "end" });
    return { svg, width: row.width, height: row.height + 22 };
  });
  const content = stack(rows, 12);
  return figure(
    { ...content, svg: translateBlock(content, 0, 0) },
    {
      title: figureText.words.stripTitle,
      caption: figureText.words.stripCaption,
      ...options,
    },
  );
}
