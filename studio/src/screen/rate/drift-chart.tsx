import type { StandardDrift } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { Chart, roundTicks } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Whether somebody gets stricter or more generous with pictures that are alike. */
export function DriftChart({ drift, said }: { readonly drift: StandardDrift; readonly said: string }) {
  const { say } = useLanguage();
  const { residuals, slope, change } = drift;
  const until = residuals[residuals.length - 1].event + 1;
  const middle = residuals.reduce((sum, { event }) => sum + event + 1, 0) / residuals.length;
  const level = residuals.reduce((sum, { value }) => sum + value, 0) / residuals.length;
  const reach = Math.max(1, ...residuals.map(({ value }) => Math.min(3, Math.abs(value))));
  const inside = (value: number) => Math.max(-reach, Math.min(reach, value));
  const at = (event: number, by: number) => level + ((slope.mean + by * slope.half) * (event - middle)) / 100;
  return (
    <Chart
      label={`${say(words.drift)}. ${said}`}
      height={200}
      x={{ domain: [0, until], ticks: roundTicks(until), name: say(words.ratings) }}
      y={{
        domain: [-reach * 1.08, reach * 1.08],
        ticks: [-2, -1, 0, 1, 2].filter((tick) => Math.abs(tick) <= reach),
        name: say(words.driftAxis),
      }}
    >
      {({ x, y }) => {
        const point = (event: number, by: number) => `${x(event)} ${y(inside(at(event, by)))}`;
        return (
          <>
            {change && (
              <path
                className={styles.band}
                d={`M${point(0, -1)}L${point(middle, 0)}L${point(until, -1)}L${point(until, 1)}L${point(middle, 0)}L${point(0, 1)}Z`}
              />
            )}
            <path className={styles.base} d={`M${x(0)} ${y(0)}H${x(until)}`} />
            {residuals.map(({ event, value }) => (
              <circle key={event} className={styles.dot} cx={x(event + 1)} cy={y(inside(value))} r={3} opacity={0.5} />
            ))}
            {change && <path className={styles.line} d={`M${point(0, 0)}L${point(until, 0)}`} />}
          </>
        );
      }}
    </Chart>
  );
}
