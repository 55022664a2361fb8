import type * as Plot from "@observablehq/plot";
import type { Language, Text } from "../error.ts";
import { inLanguage, line, type Block } from "./figure.ts";
import { theme } from "./theme.ts";
import { figureWords } from "./words.ts";

/** The drawing library; loaded with the first chart, because that takes a third of a second. */
export type Plotting = typeof Plot;

/** How a chart is drawn. */
export interface ChartOptions {
  readonly language: Language;
  readonly height: number;
  /** CSS pixels left of, right of, and under the frame. */
  readonly margin: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** What stands in the frame, from the back to the front. */
  readonly marks: (plot: Plotting) => Plot.Markish[];
}

/** How one direction of a chart is drawn. */
export interface AxisOptions {
  readonly label: Text | string;
  /** Default `linear`. */
  readonly type?: "linear" | "log";
  readonly domain: readonly [number, number];
  /** Where numbers stand. */
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** A drawn chart, and where a value lies in it. */
export interface PlottedChart extends Block {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

let parts: Promise<{ plot: Plotting; document: Document }> | undefined;

async function load(): Promise<{ plot: Plotting; document: Document }> {
  // The worker's build is one file, without the hosts' file systems.
  const [plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom/worker")]);
  return { plot, document: parseHTML("<!doctype html><html><body></body></html>").document };
}

const scaleNote = { ja: `（${figureWords.logScale.ja}）`, en: ` (${figureWords.logScale.en})` };

/** Room above the frame for the name of the vertical axis. */
const head = 26;

/** A chart with numbers below and at the left, faint level lines, and the axes' names spelled out. */
export async function chart(options: ChartOptions): Promise<PlottedChart> {
  const { language, height, margin, x, y, marks } = options;
  const { plot, document } = await (parts ??= load());
  const axis = { tickSize: 0, fontSize: theme.smallSize, fill: theme.muted, label: null } as const;
  const drawn = plot.plot({
    document,
    width: theme.chartWidth,
    height: height + head,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: head,
    marginBottom: margin.bottom,
    x: { type: x.type ?? "linear", domain: [...x.domain] },
    y: { type: y.type ?? "linear", domain: [...y.domain] },
    marks: [
      plot.gridY([...y.ticks], { stroke: theme.rule, strokeOpacity: 1 }),
      plot.axisY([...y.ticks], { ...axis, tickPadding: 8, tickFormat: y.format }),
      plot.axisX([...x.ticks], { ...axis, tickPadding: 8, tickFormat: x.format }),
      ...marks(plot),
    ],
  });
  const name = inLanguage(y.label, language) + (y.type === "log" ? scaleNote[language] : "");
  const style = { size: theme.smallSize, colour: theme.muted } as const;
  const right = theme.chartWidth - margin.right;
  const below = inLanguage(x.label, language);
  const labels =
    line(name, 0, 11, { ...style, colour: theme.ink }) +
    (below ? line(below, right, height + head - 3, { ...style, anchor: "end" }) : "");
  const place = (scale: Plot.Scale | undefined) => (value: number) => Number(scale!.apply(value));
  return {
    svg: innerDrawing(drawn.outerHTML) + labels,
    width: theme.chartWidth,
    height: height + head,
    x: place(drawn.scale("x")),
    y: place(drawn.scale("y")),
  };
}

/** The drawing without the library's own document element and style sheet, with short coordinates. */
function innerDrawing(document: string): string {
  const inside = document
    .replace(/^<svg[^>]*>/, "")
    .replace(/<\/svg>$/, "")
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/="[^"<>]*"/g, (value) =>
      value.replace(/-?\d+\.\d{3,}(e-\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2)))),
    );
  return `<g text-anchor="middle" fill="currentColor">${inside}</g>`;
}
