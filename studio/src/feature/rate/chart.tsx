import type { ReactNode } from "react";
import { useWidth } from "../../component/use-width.ts";
import styles from "./chart.module.css";

/** Scales and size of a chart's plot area. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Maps a value to px. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** See {@link Chart}. */
export interface ChartProps {
  /** Description for screen readers. */
  readonly label: string;
  readonly height: number;
  readonly x: { readonly domain: readonly [number, number]; readonly ticks: readonly number[]; readonly name?: string };
  readonly y: {
    readonly domain: readonly [number, number];
    readonly ticks: readonly number[];
    readonly format?: (value: number) => string;
    readonly name?: string;
  };
  readonly children: (plot: Plot) => ReactNode;
}

const [left, right, top] = [46, 14, 12];

/** Renders a chart with axes, as wide as its container; the font size stays fixed. */
export function Chart({ label, height, x, y, children }: ChartProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  const bottom = x.name === undefined ? 24 : 42;
  const along = (value: number) =>
    left + ((width - left - right) * (value - x.domain[0])) / (x.domain[1] - x.domain[0] || 1);
  const up = (value: number) =>
    height - bottom - ((height - top - bottom) * (value - y.domain[0])) / (y.domain[1] - y.domain[0] || 1);
  const format = y.format ?? signed;
  return (
    <div ref={box} className={styles.box} style={{ height }}>
      {width > 0 && (
        <svg className={styles.chart} width={width} height={height} role="img" aria-label={label}>
          {y.ticks.map((tick) => (
            <g key={tick}>
              <path className={styles.grid} d={`M${left} ${up(tick)}H${width - right}`} />
              <text className={styles.tick} x={left - 7} y={up(tick) + 4} textAnchor="end">
                {format(tick)}
              </text>
            </g>
          ))}
          {x.ticks.map((tick) => (
            <text key={tick} className={styles.tick} x={along(tick)} y={height - bottom + 18} textAnchor="middle">
              {signed(tick)}
            </text>
          ))}
          {x.name !== undefined && (
            <text className={styles.tick} x={width - right} y={height - 4} textAnchor="end">
              {x.name}
            </text>
          )}
          {y.name !== undefined && (
            <text className={styles.tick} x={left + 4} y={top + 2}>
              {y.name}
            </text>
          )}
          {children({ width, height, x: along, y: up })}
        </svg>
      )}
    </div>
  );
}

/** Formats a number of an axis with its sign. */
export function signed(value: number): string {
  return String(value).replace("-", "−");
}

/** Returns a few round numbers from 0 to `until`. */
export function roundTicks(until: number): number[] {
  const rough = until / 4;
  const size = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map((times) => times * size).find((one) => one >= rough) ?? size;
  return Array.from({ length: Math.floor(until / step) + 1 }, (_, at) => at * step);
}
