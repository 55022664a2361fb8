import type * as Plot from "@observablehq/plot";
import type { Language, Text } from "../error.ts";
import { line, type Block } from "./figure.ts";
import { inLanguage, figureText } from "../text/index.ts";
import { theme } from "./theme.ts";

/** Plotting library; loaded with the first chart, because loading takes a third of a second. */
export type Plotting = typeof Plot;

/** Options of a chart. */
export interface ChartOptions {
  readonly language: Language;
  readonly height: number;
  /** Margins left of, right of and under the frame, CSS pixels. */
  readonly margin: { readonly left: number; readonly right: number; readonly bottom: number };
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** Marks in the frame, from back to front. */
  readonly marks: (plot: Plotting) => Plot.Markish[];
}

/** Options of one axis. */
export interface AxisOptions {
  readonly label: Text | string;
  /** Scale. Default `linear`. */
  readonly type?: "linear" | "log";
  readonly domain: readonly [number, number];
  /** Positions of the numbers. */
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** Chart with the positions of values. */
export interface PlottedChart extends Block {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

let parts: Promise<{ plot: Plotting; document: Document }> | undefined;

async function load(): Promise<{ plot: Plotting; document: Document }> {
  // The worker's build is one file, without the file systems of the hosts.
  const [plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom/worker")]);
  return { plot, document: parseHTML("<!doctype html><html><body></body></html>").document };
}

const scaleNote = figureText.plotting.scaleNote({ logScale: figureText.words.logScale });

/** Height above the frame for the name of the vertical axis, CSS pixels. */
const head = 26;

/** Draws a chart with numbers below and at the left, faint grid lines, and the names of the axes. */
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
  const name = inLanguage(y.label, language) + (y.type === "log" ? inLanguage(scaleNote, language) : "");
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

/** Extracts the drawing without the library's root element and style sheet, with short coordinates. */
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
