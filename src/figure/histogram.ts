import type { Text } from "../error.ts";
import { internalError } from "../error.ts";
import { chart } from "./plotting.ts";
import { figure, type Figure, type FigureOptions } from "./figure.ts";
import { countText } from "./number-text.ts";
import { textWidth } from "./text-width.ts";
import { linearTicks } from "./ticks.ts";
import { seriesColour, theme } from "./theme.ts";
import { figureText } from "../text/index.ts";

/** Options of {@link histogram}. */
export interface HistogramOptions extends FigureOptions {
  /** Measured quantity with its unit, under the frame. */
  readonly axis: Text | string;
  /** Range of the axis. Default: from minimum to maximum, rounded outwards. */
  readonly domain?: readonly [number, number];
  /** Approximate number of bars. Default 24. */
  readonly bars?: number;
}

/** Draws the distribution of values: bars of equal, round width. Values that are not finite are left out. */
export async function histogram(values: readonly number[], options: HistogramOptions): Promise<Figure> {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) throw internalError("histogram: no values");
  const { language, axis, bars: wanted = 24 } = options;
  const smallest = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const max = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const [low, high] = options.domain ?? [smallest, max > smallest ? max : smallest + 1];
  const edges = linearTicks([low, high], wanted);
  // Integers, such as pixels, are never cut into fractions.
  const whole = finite.every(Number.isInteger);
  const step = Math.max(whole ? 1 : 0, edges.length > 1 ? edges[1] - edges[0] : high - low);
  const first = Math.floor(low / step + 1e-9) * step;
  const count = Math.max(1, Math.ceil((high - first) / step - 1e-9));
  const bars = Array.from({ length: count }, (_, index) => {
    return { from: first + index * step, to: first + (index + 1) * step, count: 0 };
  });
  for (const value of finite) {
    const index = Math.floor((value - first) / step);
    if (index >= 0 && value <= high) bars[Math.min(index, count - 1)].count++;
  }
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const ticks = linearTicks([0, most], 4).filter(Number.isInteger);
  const format = (value: number): string => countText(value, language);
  const domain = [first, first + count * step] as const;
  const block = await chart({
    language,
    height: 250,
    margin: {
      left: 14 + Math.max(...ticks.map((tick) => textWidth(format(tick), theme.smallSize))),
      right: 12,
      bottom: 42,
    },
    x: {
      label: axis,
      domain,
      ticks: linearTicks(domain, 8).filter((tick) => !whole || Number.isInteger(tick)),
      format: (value) => String(value),
    },
    y: { label: figureText.words.numberOfPictures, domain: [0, most], ticks, format },
    marks: (plot) => [
      plot.rect(
        bars.filter((bar) => bar.count > 0),
        {
          x1: "from",
          x2: "to",
          y1: 0,
          y2: "count",
          fill: seriesColour(0),
          insetLeft: 0.75,
          insetRight: 0.75,
        },
      ),
      plot.ruleY([0], { stroke: theme.faint }),
    ],
  });
  return figure(block, options);
}

/**
 * Draws the distribution of brightness: the mean of each image, 0 (black) … 255 (white).
 *
 * @param means - mean brightness per image, 0–255
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function brightnessHistogram(means: readonly number[], options: FigureOptions): Promise<Figure> {
  const words = { title: figureText.words.brightnessTitle, caption: figureText.words.brightnessCaption };
  return histogram(means, { ...words, ...options, axis: figureText.words.brightnessAxis, domain: [0, 255], bars: 26 });
}

/**
 * Draws the distribution of image sizes: the shorter side, px.
 *
 * @param shorterSides - shorter side per image, px
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export function sizeHistogram(shorterSides: readonly number[], options: FigureOptions): Promise<Figure> {
  const words = { title: figureText.words.sizeTitle, caption: figureText.words.sizeCaption };
  return histogram(shorterSides, { ...words, ...options, axis: figureText.words.sizeAxis });
}
