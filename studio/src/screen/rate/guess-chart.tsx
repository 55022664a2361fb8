import type { LearningRecord } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { Chart } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** What was expected of each rating before it was learned, beside what it was. */
export function GuessChart({ guesses, error, plainError }: LearningRecord) {
  const { say, number } = useLanguage();
  const two = (value: number) => number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const said =
    guesses.length < 5
      ? ""
      : say(error < plainError ? words.guessesNow : words.guessesNotYet, {
          last: Math.min(20, guesses.length),
          error: two(error),
          plain: two(plainError),
        });
  const inside = (value: number) => Math.max(-2.5, Math.min(2.5, value));
  return (
    <>
      {said && <p>{said}</p>}
      <Chart
        label={`${say(words.guesses)}. ${said}`}
        height={260}
        x={{ domain: [-2.6, 2.6], ticks: [-2, -1, 0, 1, 2], name: say(words.expected) }}
        y={{ domain: [-2.6, 2.6], ticks: [-2, -1, 0, 1, 2], name: say(words.actual) }}
      >
        {({ x, y }) => (
          <>
            <path className={styles.diagonal} d={`M${x(-2.5)} ${y(-2.5)}L${x(2.5)} ${y(2.5)}`} />
            {guesses.map(({ expected, rating }, at) => (
              // dots of the same rating stand in two dozen rows, so that they do not cover each other
              <circle
                key={at}
                className={styles.dot}
                cx={x(inside(expected))}
                cy={y(rating + (((at * 7) % 24) / 24 - 0.48) * 0.55)}
                r={4}
                opacity={0.2 + (0.7 * (at + 1)) / guesses.length}
              />
            ))}
          </>
        )}
      </Chart>
      <p className="muted">{say(words.guessesHow)}</p>
    </>
  );
}
