import { internalError } from "../error.ts";
import { figure, line, round, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, inLanguage } from "../text/index.ts";
import { countText } from "./number-text.ts";
import { shorten, textWidth } from "./text-width.ts";
import { seriesColour, theme } from "./theme.ts";

/** Number of images with a label. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/** Options of {@link labelCounts}. */
export interface LabelCountsOptions extends FigureOptions {
  /** Maximum number of bars; the rarest labels share the last one. Default 24. */
  readonly rows?: number;
}

/**
 * Draws a bar per label, the most frequent first, with its name and count.
 *
 * @param counts - number of images per label
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function labelCounts(counts: readonly LabelCount[], options: LabelCountsOptions): Figure {
  if (counts.length === 0) throw internalError("labelCounts: no labels");
  const { language, rows = 24 } = options;
  const sorted = [...counts].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  const rare = sorted.length > rows ? sorted.slice(rows - 1) : [];
  const bars = sorted.slice(0, sorted.length - rare.length).map((bar) => ({ ...bar, colour: seriesColour(0) }));
  if (rare.length > 0) {
    const label = `${inLanguage(figureText.words.otherLabels, language)} (${rare.length})`;
    bars.push({ label, count: rare.reduce((sum, { count }) => sum + count, 0), colour: theme.faint });
  }
  const names = bars.map(({ label }) => shorten(label, 200, theme.textSize));
  const left = 14 + Math.max(...names.map((name) => textWidth(name, theme.textSize)));
  const numbers = bars.map(({ count }) => countText(count, language));
  const room = 10 + Math.max(...numbers.map((number) => textWidth(number, theme.textSize)));
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const scale = (theme.chartWidth - left - room) / most;
  const svg = bars.map(({ count, colour }, index) => {
    const y = 26 * index;
    const width = Math.max(count > 0 ? 1.5 : 0, count * scale);
    return (
      line(names[index], left - 14, y + 15, { anchor: "end" }) +
      `<rect x="${round(left)}" y="${y + 1}" width="${round(width)}" height="19" rx="2" fill="${colour}"/>` +
      line(numbers[index], left + width + 8, y + 15, { colour: theme.muted })
    );
  });
  return figure(
    { svg: svg.join(""), width: theme.chartWidth, height: 26 * bars.length - 5 },
    { title: figureText.words.labelsTitle, caption: figureText.words.labelsCaption, ...options },
  );
}
