import type { Language, Text } from "../error.ts";
import type { Figure } from "../figure/index.ts";
import { inLanguage } from "../text/index.ts";

/** Frame of a {@link captionedSvg}. */
export interface SvgFrame {
  /** Width and height, px; the first 62 px of the height hold the words. */
  readonly size: readonly [width: number, height: number];
  readonly title: Text;
  readonly caption: Text;
  readonly language: Language;
}

/** Puts a title and a caption above drawn SVG elements. */
export function captionedSvg(content: string, { size: [width, height], title, caption, language }: SvgFrame): Figure {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="Noto Sans JP, sans-serif">` +
    `<rect width="100%" height="100%" fill="#fdfdf9"/>` +
    `<text x="16" y="32" font-size="20" font-weight="700" fill="#1f1f1f">${inLanguage(title, language)}</text>` +
    `<text x="16" y="56" font-size="13" font-weight="400" fill="#5f5f5f">${inLanguage(caption, language)}</text>` +
    `${content}</svg>`;
  return { svg, width, height };
}
