import type { Language, Text } from "../error.ts";
import { chart } from "./plotting.ts";
import { extent, quantile, smooth, thin, type Curve, type CurvePoint } from "./curve.ts";
import { line, type Block } from "./figure.ts";
import { inLanguage } from "../text/index.ts";
import { countText, valueText } from "./number-text.ts";
import { seriesColour, seriesInk, theme } from "./theme.ts";
import { textWidth, wrap } from "./text-width.ts";
import { linearTicks, logTicks } from "./ticks.ts";

/** Options of {@link curvePanel}. */
export interface CurvePanelOptions {
  readonly language: Language;
  /** Name of the quantity, above the frame. */
  readonly name: Text | string;
  /** Unit of time, under the frame. Default: none, for panels above others. */
  readonly time?: Text | string;
  /** Height of the frame, CSS pixels. Default 230. */
  readonly height?: number;
  /** End of the time axis; equal for stacked panels. Default: the last point. */
  readonly until?: number;
  /**
   * Scale of the vertical axis. `auto`: logarithmic if all values are positive, the curves span more than a factor of
   * 20, and the range is not fixed. Default `auto`.
   */
  readonly scale?: "linear" | "log" | "auto";
  /** Range of the vertical axis. Default: the range of the curves. */
  readonly domain?: readonly [number, number];
  /** Target range, drawn behind the curves. */
  readonly band?: { readonly from: number; readonly to: number; readonly name: Text };
  /** Reference level, drawn as a dashed line. */
  readonly level?: { readonly at: number; readonly name: Text };
  /** Width left of the frame, for numbers; equal for stacked panels. Default: as needed. */
  readonly left?: number;
  /** Width right of the frame, for labels; equal for stacked panels. Default: as needed. */
  readonly right?: number;
  /** Theme colour index of the first curve. Default 0. */
  readonly colour?: number;
  /** Format of the last value beside a curve's name. Default {@link valueText}. */
  readonly format?: (value: number) => string;
}

const labelWidth = 150;

/** Draws curves over time: raw values faint, smoothed ones clear, each with its name and last value at the right. */
export async function curvePanel(curves: readonly Curve[], options: CurvePanelOptions): Promise<Block> {
  const { language, name, time = "", height = 230, band, level, format = valueText, colour = 0 } = options;
  const drawn = curves.map((curve, index) => {
    const mean = smooth(curve.points);
    return { index, mean, raw: curve.points.map(([at, value]): CurvePoint => ({ at, value })), last: mean.at(-1) };
  });
  const until = options.until ?? Math.max(1, ...drawn.flatMap(({ last }) => (last ? [last.at] : [])));
  const { scale = options.domain ? "linear" : "auto" } = options;
  const log = scale === "log" || (scale === "auto" && spansDecades(drawn.map(({ mean }) => mean)));
  const domain = options.domain ?? range(drawn, log);
  const inside = ({ at, value }: CurvePoint): CurvePoint => ({
    at,
    value: Number.isFinite(value) ? Math.min(domain[1], Math.max(domain[0], value)) : NaN,
  });
  const ticks = log ? logTicks(domain) : linearTicks(domain, 5);
  const left = options.left ?? 12 + Math.max(...ticks.map((tick) => textWidth(format(tick), theme.smallSize)));
  const right = options.right ?? labelRoom(curves, language);
  const panel = await chart({
    language,
    height: height + (time ? 40 : 22),
    margin: { left, right, bottom: time ? 40 : 22 },
    x: {
      label: time,
      domain: [0, until],
      ticks: linearTicks([0, until], 6),
      format: (value) => countText(value, language),
    },
    y: { label: name, type: log ? "log" : "linear", domain, ticks, format },
    marks: (plot) => [
      ...(band ? [plot.rect([band], { x1: 0, x2: until, y1: "from", y2: "to", fill: theme.band })] : []),
      ...(level ? [plot.ruleY([level.at], { stroke: theme.faint, strokeDasharray: "4 4" })] : []),
      ...drawn.map(({ raw, index }) =>
        plot.lineY(thin(raw).map(inside), {
          x: "at",
          y: "value",
          stroke: seriesColour(colour + index),
          strokeOpacity: 0.22,
          strokeWidth: 1,
        }),
      ),
      ...drawn.map(({ mean, index }) =>
        plot.lineY(thin(mean).map(inside), {
          x: "at",
          y: "value",
          stroke: seriesColour(colour + index),
          strokeWidth: 2.25,
          strokeLinejoin: "round",
        }),
      ),
    ],
  });
  const x = theme.chartWidth - right;
  const small = { size: theme.smallSize, colour: theme.muted } as const;
  let svg = panel.svg;
  const note = (text: string, y: number, colour: string): string =>
    line(text, x - 8, y, { size: theme.smallSize, colour, anchor: "end", halo: true });
  if (band) svg += note(inLanguage(band.name, language), panel.y(Math.max(band.from, domain[0])) - 6, theme.bandInk);
  if (level) svg += note(inLanguage(level.name, language), panel.y(level.at) + 14, theme.muted);
  const ends = drawn.flatMap(({ last, index }) =>
    last ? [{ index, x: panel.x(last.at), y: panel.y(inside(last).value), value: last.value }] : [],
  );
  const texts = ends.map(({ index, value }) => ({
    index,
    value,
    lines: wrap(inLanguage(curves[index].name, language), labelWidth, theme.labelSize, "bold"),
  }));
  const labels = ends.map(({ y }, at) => ({ middle: y, height: texts[at].lines.length * 16 + 20 }));
  const tops = apart(labels, [20, height + 26]);
  texts.forEach(({ index, value, lines }, at) => {
    lines.forEach((text, row) => {
      svg += line(text, x + 12, tops[at] + 12 + 16 * row, {
        size: theme.labelSize,
        weight: "bold",
        colour: seriesInk(colour + index),
      });
    });
    svg += line(format(value), x + 12, tops[at] + 12 + 16 * lines.length, small);
    svg += `<circle cx="${Number(ends[at].x.toFixed(2))}" cy="${ends[at].y.toFixed(2)}" r="3.5" fill="${seriesColour(colour + index)}"/>`;
  });
  const lowest = Math.max(0, ...labels.map((label, at) => tops[at] + label.height)); // many labels reach below the frame
  return { svg, width: panel.width, height: Math.max(panel.height, lowest) };
}

/** Computes the width of the curves' labels, CSS pixels. */
export function labelRoom(curves: readonly Curve[], language: Language): number {
  const lines = curves.flatMap((curve) => wrap(inLanguage(curve.name, language), labelWidth, theme.labelSize, "bold"));
  return 16 + Math.max(60, ...lines.map((text) => textWidth(text, theme.labelSize, "bold")));
}

function spansDecades(means: readonly (readonly CurvePoint[])[]): boolean {
  const values = means.flatMap((mean) => mean.map(({ value }) => value));
  const [low, high] = extent(values);
  return low > 0 && high / low > 20;
}

/** Computes the range of the smoothed curves and of the raw values without their most extreme hundredth. */
function range(
  drawn: readonly { mean: readonly CurvePoint[]; raw: readonly CurvePoint[] }[],
  log: boolean,
): [number, number] {
  const usable = (value: number): boolean => Number.isFinite(value) && (!log || value > 0);
  const raw = drawn.map((curve) =>
    curve.raw
      .map(({ value }) => value)
      .filter(usable)
      .sort((a, b) => a - b),
  );
  const ends = [
    ...raw.flatMap((sorted) => (sorted.length ? [quantile(sorted, 0.01), quantile(sorted, 0.99)] : [])),
    ...drawn.flatMap(({ mean }) => mean.map(({ value }) => value).filter(usable)),
  ];
  const [low, high] = ends.length ? extent(ends) : [0, 1];
  if (log) return [low / 1.15, high * 1.15];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  // Non-negative quantities start at zero, unless that would flatten them.
  return [low >= 0 && low < 0.6 * high ? 0 : low - room, high + room];
}

/** Moves labels vertically until none overlaps another; returns their upper edges. */
function apart(
  labels: readonly { middle: number; height: number }[],
  [top, bottom]: readonly [number, number],
): number[] {
  const order = labels.map((_, index) => index).sort((a, b) => labels[a].middle - labels[b].middle || a - b);
  const tops = labels.map(({ middle, height }) => middle - height / 2);
  let edge = top;
  for (const index of order) {
    tops[index] = Math.max(tops[index], edge);
    edge = tops[index] + labels[index].height;
  }
  edge = Math.max(bottom, top + labels.reduce((sum, { height }) => sum + height, 0));
  for (const index of order.reverse()) {
    tops[index] = Math.min(tops[index], edge - labels[index].height);
    edge = tops[index];
  }
  return tops;
}
