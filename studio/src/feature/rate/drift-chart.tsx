import type { RatingDrift, TrendPoint } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { Chart, roundTicks } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Shows the drift of ratings: whether a rater gets stricter or more generous with similar pictures. */
export function DriftChart({ drift, description }: { readonly drift: RatingDrift; readonly description: string }) {
  const { t } = useLanguage();
  const { residuals, trend } = drift;
  const until = residuals[residuals.length - 1].event + 1;
  const reach = Math.max(1, ...residuals.map(({ value }) => Math.min(3, Math.abs(value))));
  const inside = (value: number) => Math.max(-reach, Math.min(reach, value));
  return (
    <Chart
      label={`${t(words.drift)}. ${description}`}
      height={200}
      x={{ domain: [0, until], ticks: roundTicks(until), name: t(words.ratings) }}
      y={{
        domain: [-reach * 1.08, reach * 1.08],
        ticks: [-2, -1, 0, 1, 2].filter((tick) => Math.abs(tick) <= reach),
        name: t(words.driftAxis),
      }}
    >
      {({ x, y }) => {
        const path = (points: readonly TrendPoint[], edge: "value" | "low" | "high") =>
          points.map((point) => `${x(point.ratings)} ${y(inside(point[edge]))}`).join("L");
        return (
          <>
            {trend && (
              <path className={styles.band} d={`M${path(trend, "low")}L${path([...trend].reverse(), "high")}Z`} />
            )}
            <path className={styles.base} d={`M${x(0)} ${y(0)}H${x(until)}`} />
            {residuals.map(({ event, value }) => (
              <circle key={event} className={styles.dot} cx={x(event + 1)} cy={y(inside(value))} r={3} opacity={0.5} />
            ))}
            {trend && <path className={styles.line} d={`M${path(trend, "value")}`} />}
          </>
        );
      }}
    </Chart>
  );
}
