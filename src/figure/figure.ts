import type { Language, Text } from "../error.ts";
import { escapeMarkup } from "./markup.ts";
import { textWidth, wrap, type Weight } from "./text-width.ts";
import { theme } from "./theme.ts";
import { inLanguage } from "../text/index.ts";

/** Figure as a complete SVG document, to be saved, or rasterised by `figurePng`. */
export interface Figure {
  readonly svg: string;
  /** Width, CSS pixels. */
  readonly width: number;
  /** Height, CSS pixels. */
  readonly height: number;
}

/** Options of every figure. */
export interface FigureOptions {
  readonly language: Language;
  /** Title. Default: the content of the figure in a few words. */
  readonly title?: Text | string;
  /** One or two sentences under the title: what to look at. Default: those of the figure; empty for none. */
  readonly caption?: Text | string;
  /** Footnote, such as model, data set and training time. Default none. */
  readonly note?: Text | string;
}

/** Part of a figure, with its origin at (0, 0). */
export interface Block {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Style of a line of text. */
export interface LineOptions {
  /** Font size, CSS pixels. Default {@link theme.textSize}. */
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** Point of the line at `x`. Default `start`. */
  readonly anchor?: "start" | "middle" | "end";
  /** Outline in the paper's colour, for text over a drawing. */
  readonly halo?: boolean;
}

/** Draws one line of user text with its baseline at `y`. */
export function line(text: string, x: number, y: number, options: LineOptions = {}): string {
  const { size = theme.textSize, weight = "regular", colour = theme.ink, anchor = "start", halo = false } = options;
  const bold = weight === "bold" ? ' font-weight="700"' : "";
  const place = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  const seam = halo ? ` paint-order="stroke" stroke="${theme.paper}" stroke-width="4" stroke-linejoin="round"` : "";
  return (
    `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${colour}"${bold}${place}${seam}>` +
    `${escapeMarkup(text)}</text>`
  );
}

/** Wraps text into lines of a given width. */
export function paragraph(text: string, width: number, options: LineOptions = {}): Block {
  const size = options.size ?? theme.textSize;
  const leading = Math.round(size * 1.6);
  const lines = wrap(text, width, size, options.weight);
  const svg = lines.map((part, index) => line(part, 0, leading * index + size, options)).join("");
  const widest = Math.max(0, ...lines.map((part) => textWidth(part, size, options.weight)));
  return {
    svg,
    width: Math.ceil(widest),
    height: lines.length ? leading * (lines.length - 1) + Math.ceil(size * 1.25) : 0,
  };
}

/** Moves a block. */
export function translateBlock(block: Block, x: number, y: number): string {
  return `<g transform="translate(${round(x)},${round(y)})">${block.svg}</g>`;
}

/** Stacks blocks vertically, flush left. */
export function stack(blocks: readonly Block[], gap: number = theme.gap): Block {
  let y = 0;
  const svg = blocks.map((block) => {
    const placed = translateBlock(block, 0, y);
    y += block.height + gap;
    return placed;
  });
  return { svg: svg.join(""), width: Math.max(...blocks.map((block) => block.width)), height: y - gap };
}

/** Composes the document: title, caption, drawing and note, on paper with a margin. */
export function figure(content: Block, { language, title = "", caption = "", note = "" }: FigureOptions): Figure {
  const inner = Math.max(content.width, 380);
  const heading = inLanguage(title, language);
  const head = [
    paragraph(heading, inner, { size: theme.titleSize, weight: "bold" }),
    paragraph(inLanguage(caption, language), Math.min(inner, 660), { colour: theme.muted }),
  ].filter((block) => block.height > 0);
  const foot = paragraph(inLanguage(note, language), inner, { size: theme.smallSize, colour: theme.muted });
  const parts = [...(head.length ? [stack(head, 4)] : []), content, ...(foot.height ? [foot] : [])];
  const body = stack(parts);
  const width = Math.ceil(inner + 2 * theme.margin);
  const height = Math.ceil(body.height + 2 * theme.margin - 4);
  // Browsers need a keyword for square pixels that the rasteriser does not know; it skips @supports.
  const squares = body.svg.includes('class="squares"')
    ? "<style>@supports(image-rendering:pixelated){.squares{image-rendering:pixelated}}</style>"
    : "";
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `lang="${language}" role="img" aria-label="${escapeMarkup(heading)}" font-family="${theme.fontFamily}" ` +
    `color="${theme.ink}">${squares}<rect width="${width}" height="${height}" fill="${theme.paper}"/>` +
    `${translateBlock(body, theme.margin, theme.margin - 4)}</svg>`;
  return { svg, width, height };
}

/** Rounds a coordinate to two decimals; more would only enlarge the file. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
