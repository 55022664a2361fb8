import type { LearningCurve } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { Chart } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Plots the prediction before each rating against the rating. */
export function PredictionChart({ predictions, error, baselineError }: LearningCurve) {
  const { t, formatNumber } = useLanguage();
  const two = (value: number) => formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const summary =
    predictions.length < 5
      ? ""
      : t(error < baselineError ? words.guessesNow : words.guessesNotYet, {
          last: Math.min(20, predictions.length),
          error: two(error),
          plain: two(baselineError),
        });
  const inside = (value: number) => Math.max(-2.5, Math.min(2.5, value));
  return (
    <>
      {summary && <p>{summary}</p>}
      <Chart
        label={`${t(words.guesses)}. ${summary}`}
        height={260}
        x={{ domain: [-2.6, 2.6], ticks: [-2, -1, 0, 1, 2], name: t(words.expected) }}
        y={{ domain: [-2.6, 2.6], ticks: [-2, -1, 0, 1, 2], name: t(words.actual) }}
      >
        {({ x, y }) => (
          <>
            <path className={styles.diagonal} d={`M${x(-2.5)} ${y(-2.5)}L${x(2.5)} ${y(2.5)}`} />
            {predictions.map(({ expected, rating }, at) => (
              // dots of equal rating spread over 24 rows to avoid overlap
              <circle
                key={at}
                className={styles.dot}
                cx={x(inside(expected))}
                cy={y(rating + (((at * 7) % 24) / 24 - 0.48) * 0.55)}
                r={4}
                opacity={0.2 + (0.7 * (at + 1)) / predictions.length}
              />
            ))}
          </>
        )}
      </Chart>
      <p className="muted">{t(words.guessesHow)}</p>
    </>
  );
}
