import { figure, line, translateBlock, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { chart } from "./plotting.ts";
import { textWidth } from "./text-width.ts";
import { seriesColour, seriesInk, theme } from "./theme.ts";
import { linearTicks } from "./ticks.ts";
import { figureText, inLanguage } from "../text/index.ts";

/** Options of {@link scoreHistogram}. */
export interface ScoreHistogramOptions extends FigureOptions {
  /** Scores above it are outliers; Infinity for none. */
  readonly threshold: number;
}

/**
 * Draws the score distributions of normal and of checked images, as shares of each.
 *
 * @returns SVG figure with its size in CSS pixels.
 */
export async function scoreHistogram(
  known: ArrayLike<number>,
  checked: ArrayLike<number>,
  options: ScoreHistogramOptions,
): Promise<Figure> {
  const { language, threshold } = options;
  const all = [...Array.from(known), ...Array.from(checked), ...(Number.isFinite(threshold) ? [threshold] : [])];
  const low = all.reduce((least, value) => Math.min(least, value), Infinity);
  const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  const edges = linearTicks([low, Math.max(high, low + 0.1)], 28);
  const step = edges.length > 1 ? edges[1] - edges[0] : 1;
  const first = Math.floor(low / step) * step;
  const count = Math.floor((high - first) / step) + 1;
  const bars = [known, checked].map((scores) => {
    const shares = new Float64Array(count);
    for (let at = 0; at < scores.length; at++)
      shares[Math.min(count - 1, Math.floor((scores[at] - first) / step))] += 100 / scores.length;
    return Array.from(shares, (share, at) => ({ from: first + at * step, to: first + (at + 1) * step, share }));
  });
  const most = Math.max(...bars.flat().map(({ share }) => share));
  const ticks = linearTicks([0, most], 4);
  const domain = [first, first + count * step] as const;
  const block = await chart({
    language,
    height: 260,
    margin: { left: 40, right: 12, bottom: 42 },
    x: { label: figureText.outlier.histogramAxis, domain, ticks: linearTicks(domain, 8), format: signed },
    y: { label: figureText.outlier.share, domain: [0, most], ticks, format: String },
    marks: (plot) => [
      ...bars.map((some, at) =>
        plot.rect(
          some.filter(({ share }) => share > 0),
          { x1: "from", x2: "to", y1: 0, y2: "share", fill: seriesColour(at), fillOpacity: 0.55, insetRight: 0.75 },
        ),
      ),
      plot.ruleY([0], { stroke: theme.faint }),
      ...(Number.isFinite(threshold) ? [plot.ruleX([threshold], { stroke: theme.ink, strokeWidth: 1.5 })] : []),
    ],
  });
  const mark = Number.isFinite(threshold) ? thresholdLabel(block.x(threshold), threshold, language) : "";
  const drawn = { ...block, svg: block.svg + mark };
  return figure(stack([legend(language), drawn], 10), {
    title: figureText.outlier.histogramTitle,
    caption: figureText.outlier.histogramCaption,
    ...options,
  });
}

/** Draws the legend. */
function legend(language: FigureOptions["language"]): Block {
  let x = 0;
  const parts = [figureText.outlier.known, figureText.outlier.checked].map((word, at) => {
    const text = inLanguage(word, language);
    const svg =
      `<rect x="0" y="2" width="12" height="12" fill="${seriesColour(at)}" fill-opacity="0.55"/>` +
      line(text, 18, 12.5, { size: theme.labelSize, colour: seriesInk(at) });
    const width = 18 + textWidth(text, theme.labelSize);
    const placed = translateBlock({ svg, width, height: 16 }, x, 0);
    x += width + 24;
    return placed;
  });
  return { svg: parts.join(""), width: x - 24, height: 16 };
}

function thresholdLabel(x: number, threshold: number, language: FigureOptions["language"]): string {
  const text = `${inLanguage(figureText.outlier.threshold, language)} ${signed(Number(threshold.toFixed(2)))}`;
  const right = x + 8 + textWidth(text, theme.smallSize) > theme.chartWidth;
  return line(text, right ? x - 6 : x + 6, 40, { size: theme.smallSize, anchor: right ? "end" : "start", halo: true });
}

function signed(value: number): string {
  return String(value).replace("-", "−");
}
