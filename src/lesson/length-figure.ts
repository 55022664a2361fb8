import type { Figure } from "../figure/index.ts";

/** A length that {@link lengthFigure} marks. */
export interface LengthMark {
  readonly length: number;
  /** Colour of its line, such as `#e0641c`. */
  readonly colour: string;
}

/**
 * Draws how often each length occurs, as grey bars from 0 on, and marks some lengths by lines. There are no words in it.
 *
 * @param lengths - lengths from 0 on, at least one above 0.
 */
export function lengthFigure(lengths: readonly number[], marks: readonly LengthMark[]): Figure {
  const [width, height, bars, margin] = [560, 220, 48, 24];
  const largest = 1.05 * Math.max(...lengths, ...marks.map(({ length }) => length));
  const counts = new Array<number>(bars).fill(0);
  for (const length of lengths) counts[Math.floor((length / largest) * bars)]++;
  const across = (length: number) => margin + (length / largest) * (width - 2 * margin);
  const [floor, scale] = [height - margin, (height - 2.5 * margin) / Math.max(...counts)];
  const bar = (count: number, at: number) => {
    const [x, next] = [across((at / bars) * largest), across(((at + 1) / bars) * largest)];
    return `<rect x="${x.toFixed(1)}" y="${(floor - count * scale).toFixed(1)}" width="${(next - x - 1).toFixed(1)}" height="${(count * scale).toFixed(1)}" fill="#b9c4cf"/>`;
  };
  const line = ({ length, colour }: LengthMark) =>
    `<line x1="${across(length).toFixed(1)}" x2="${across(length).toFixed(1)}" y1="${margin / 2}" y2="${floor}" stroke="${colour}" stroke-width="3"/>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" rx="12" fill="#fdfdf9"/>${counts.map(bar).join("")}` +
    `<line x1="${margin}" x2="${width - margin}" y1="${floor}" y2="${floor}" stroke="#777"/>` +
    `<circle cx="${margin}" cy="${floor}" r="6" fill="#333"/>${marks.map(line).join("")}</svg>`;
  return { svg, width, height };
}
