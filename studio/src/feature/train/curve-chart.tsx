import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { numberText } from "../../language/number-text.ts";
import styles from "./curve-chart.module.css";
import { largestShown } from "./curve-range.ts";
import { words } from "./words.ts";

/** Line of a chart, its points in order of time. */
export interface ChartLine {
  readonly name: string;
  readonly points: readonly (readonly [imagesSeen: number, value: number])[];
}

/** See {@link CurveChart}. */
export interface CurveChartProps {
  readonly title: string;
  /** Help text; shown once for charts that belong together. */
  readonly help?: string;
  readonly lines: readonly ChartLine[];
  /** Minimum range of the vertical axis. */
  readonly range?: readonly [low: number, high: number];
  /** Name of the horizontal axis. Default: images seen. */
  readonly across?: string;
  /** Name of the line that stands out. Default: none. */
  readonly highlighted?: string;
  /** Called by the legend, which consists of buttons then, with the name to highlight. Default: a legend to read. */
  readonly onHighlight?: (name: string | undefined) => void;
}

const colours = ["--accent", "--blue", "--good", "--epic", "--legendary", "--muted"];
/** Dash patterns, which distinguish lines without colour. */
const dashes = [[], [9, 5], [2, 4], [12, 4, 2, 4], [5, 3], [1, 6]];
const height = 190;

/** Renders lines over the number of images seen, with a legend and the last values. */
export function CurveChart(props: CurveChartProps) {
  const { title, help, lines, range, across, highlighted, onHighlight } = props;
  const { t, formatNumber, language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const theme = useTheme();
  const names = lines.map(({ name }) => name).join("\n");
  const [low, high] = range ?? [];

  useEffect(() => {
    const colour = (name: string): string => getComputedStyle(box.current!).getPropertyValue(name);
    const short = (tick: number): string => numberText(tick, language, shortFormat(tick, "compact"));
    const axis: uPlot.Axis = {
      stroke: colour("--muted"),
      font: `12px ${getComputedStyle(document.body).fontFamily}`,
      grid: { stroke: colour("--rule"), width: 1 },
      ticks: { show: false },
    };
    const made = new uPlot(
      {
        width: box.current!.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        focus: { alpha: 0.2 },
        scales: {
          x: { time: false },
          y: {
            range: (self, min) => {
              const max = largestShown(self.data.slice(1));
              const [from, to] = [Math.min(min, low ?? min), Math.max(max, high ?? max)];
              const room = (to - from || 1) * 0.05;
              return [low === undefined || from < low ? from - room : from, to + room];
            },
          },
        },
        axes: [
          { ...axis, size: 28, values: (_, ticks) => ticks.map(short) },
          { ...axis, size: 46, values: (_, ticks) => ticks.map(short) },
        ],
        series: [
          {},
          ...names.split("\n").map((label, at): uPlot.Series => ({
            label,
            stroke: colour(colours[at % colours.length]),
            width: 2,
            dash: dashes[at % dashes.length],
            spanGaps: true,
            points: { show: (self) => self.data[0].length < 2, size: 7 },
          })),
        ],
      },
      [[], ...names.split("\n").map(() => [])],
      box.current!,
    );
    plot.current = made;
    const watch = new ResizeObserver(([{ contentRect }]) => made.setSize({ width: contentRect.width, height }));
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, [names, language, theme, low, high]);

  useEffect(() => {
    const tables = lines.map(({ points }): uPlot.AlignedData => [points.map(([at]) => at), points.map(([, y]) => y)]);
    plot.current?.setData(uPlot.join(tables));
  }, [lines, names, language, theme, low, high]);

  useEffect(() => {
    const at = highlighted === undefined ? -1 : names.split("\n").indexOf(highlighted);
    plot.current?.setSeries(at < 0 ? null : at + 1, { focus: true });
  }, [highlighted, names, language, theme, low, high]);

  const last = lines.map(({ points }) => points.at(-1)?.[1]);
  const value = (at: number): string =>
    last[at] === undefined ? "–" : formatNumber(last[at], shortFormat(last[at], "standard"));
  const summary = lines.map(({ name }, at) => t(words.latest, { name, value: value(at) })).join(", ");
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h3>{title}</h3>
        {help && <p className="muted">{help}</p>}
      </figcaption>
      <div ref={box} className={styles.plot} role="img" aria-label={`${title}. ${summary}`} />
      <p className={styles.across} aria-hidden="true">
        {across ?? t(words.across)}
      </p>
      <ul className={styles.legend} aria-hidden={!onHighlight}>
        {lines.map(({ name }, at) => (
          <li key={name}>
            {onHighlight ? (
              <button
                type="button"
                aria-pressed={name === highlighted}
                onClick={() => onHighlight(name === highlighted ? undefined : name)}
              >
                <LegendEntry {...{ name, at }} value={value(at)} />
              </button>
            ) : (
              <LegendEntry {...{ name, at }} value={value(at)} />
            )}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Returns how a number is written in few letters: a tiny one with its power of ten, since zeros would be cut off. */
function shortFormat(value: number, notation: "compact" | "standard"): Intl.NumberFormatOptions {
  const isTiny = value !== 0 && Math.abs(value) < 1e-3;
  return { notation: isTiny ? "scientific" : notation, maximumSignificantDigits: 3 };
}

function LegendEntry({ name, at, value }: { readonly name: string; readonly at: number; readonly value: string }) {
  return (
    <>
      <svg width="34" height="8" viewBox="0 0 34 8" aria-hidden="true">
        <path
          d="M0 4h34"
          stroke={`var(${colours[at % colours.length]})`}
          strokeWidth="2.5"
          strokeDasharray={dashes[at % dashes.length].join(" ")}
        />
      </svg>
      {name} <b>{value}</b>
    </>
  );
}

/** Returns the current colour theme; a change redraws the charts. */
function useTheme(): string {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? "light");
  useEffect(() => {
    const watch = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? "light"));
    watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => watch.disconnect();
  }, []);
  return theme;
}
