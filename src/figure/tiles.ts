import { encodePng, type Picture } from "../image/index.ts";
import { round, type Block } from "./figure.ts";

/** Options of {@link tiles}. */
export interface TileOptions {
  /** Pictures per row. Default: all in one row. */
  readonly columns?: number;
  /** Approximate width of a picture, CSS pixels. Default 96. */
  readonly target?: number;
  /** Distance between pictures, CSS pixels. Default 4. */
  readonly gap?: number;
  /** Height under each row for labels, CSS pixels. Default 0. */
  readonly below?: number;
}

/** Pictures in rows, with their positions. */
export interface Tiles extends Block {
  /** Upper left corner and size of every picture. */
  readonly places: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

/** Draws pictures of one size in rows, without text. */
export function tiles(pictures: readonly Picture[], options: TileOptions = {}): Tiles {
  const { columns = pictures.length, target = 96, gap = 4, below = 0 } = options;
  const size = tileSize(pictures[0], target);
  const places = pictures.map((_, index) => ({
    x: (index % columns) * (size.width + gap),
    y: Math.floor(index / columns) * (size.height + gap + below),
    ...size,
  }));
  const svg = pictures.map((picture, index) => svgImage(picture, places[index])).join("");
  const across = Math.min(columns, pictures.length);
  const down = Math.ceil(pictures.length / columns);
  const width = across * (size.width + gap) - gap;
  return { svg, width, height: down * (size.height + gap + below) - gap, places };
}

/**
 * Computes the display size of a picture: near the target, and so that one pixel becomes a whole number of device
 * pixels at the default scale of 2, which keeps small pictures sharp.
 */
export function tileSize({ width, height }: Picture, target: number): { width: number; height: number } {
  const whole = Math.max(1, Math.round((2 * target) / width));
  const scale = width > 2.5 * target ? target / width : whole / 2;
  return { width: width * scale, height: round(height * scale) };
}

/**
 * Draws a picture at a position. If its pixels become a whole number of device pixels at the default scale, they stay
 * squares in the PNG; browsers, which show the SVG at any scale, keep squares only for large pixels.
 */
export function svgImage(
  picture: Picture,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const whole = (2 * width) % picture.width === 0;
  const look =
    (whole ? ' image-rendering="optimizeSpeed"' : "") + (width >= 2 * picture.width ? ' class="squares"' : "");
  return (
    `<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ` +
    `preserveAspectRatio="none"${look} href="${dataAddress(picture)}"/>`
  );
}

/** Encodes a picture as a `data:` URL of a PNG. */
function dataAddress(picture: Picture): string {
  const bytes = encodePng(picture);
  let text = "";
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}
