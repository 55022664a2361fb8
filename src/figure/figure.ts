import type { Language, Text } from "../error.ts";
import { escapeMarkup } from "./markup.ts";
import { textWidth, wrap, type Weight } from "./text-width.ts";
import { theme } from "./theme.ts";

/** A finished figure: a whole SVG document, to be written as it is or drawn by `figurePng`. */
export interface Figure {
  readonly svg: string;
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
}

/** What every figure takes. */
export interface FigureOptions {
  readonly language: Language;
  /** Default: what the figure shows, in a few words. */
  readonly title?: Text | string;
  /** One or two sentences under the title: what to look at. Default: the figure's own; empty for none. */
  readonly caption?: Text | string;
  /** Small print at the foot: the model, the data set, how long. Default none. */
  readonly note?: Text | string;
}

/** A part of a figure, drawn from (0, 0). */
export interface Block {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The words of a text in a language; a plain string is the same in both. */
export function inLanguage(text: Text | string, language: Language): string {
  return typeof text === "string" ? text : text[language];
}

/** How a line of text is set. */
export interface LineOptions {
  /** Default {@link theme.textSize}. */
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  /** Which part of the line stands at `x`. Default `start`. */
  readonly anchor?: "start" | "middle" | "end";
  /** A seam in the paper's colour around the letters, for text over a drawing. */
  readonly halo?: boolean;
}

/** One line of user text with its baseline at `y`. */
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

/** Lines of text under each other in a width. */
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

/** A block at another place. */
export function translateBlock(block: Block, x: number, y: number): string {
  return `<g transform="translate(${round(x)},${round(y)})">${block.svg}</g>`;
}

/** Blocks under each other, flush left. */
export function stack(blocks: readonly Block[], gap: number = theme.gap): Block {
  let y = 0;
  const svg = blocks.map((block) => {
    const placed = translateBlock(block, 0, y);
    y += block.height + gap;
    return placed;
  });
  return { svg: svg.join(""), width: Math.max(...blocks.map((block) => block.width)), height: y - gap };
}

/** The whole document: title, caption, the drawing, the note, on paper with a margin. */
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
  // Browsers know the word for squares that the rasteriser does not, and it skips what stands in @supports.
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

/** A coordinate with two decimals: finer is noise in the file. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
