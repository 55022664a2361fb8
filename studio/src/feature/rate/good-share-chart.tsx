import type { Text } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { Chart, roundTicks } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Shows the share of Good among the last 20 ratings, over time. */
export function GoodShareChart({ shares }: { readonly shares: readonly number[] }) {
  const { t } = useLanguage();
  const text = goodText(shares);
  if (!text) return undefined;
  const summary = t(text.text, text.values);
  const until = Math.max(10, shares.length);
  return (
    <>
      <p>{summary}</p>
      <Chart
        label={`${t(words.good)}: ${summary}`}
        height={170}
        x={{ domain: [0, 1.15 * until], ticks: roundTicks(until), name: t(words.ratings) }}
        y={{ domain: [0, 100], ticks: [0, 50, 100], format: (value) => `${value}%` }}
      >
        {({ x, y }) => {
          const last = shares.length - 1;
          const [endX, endY] = [x(last + 1), y(100 * shares[last])];
          const path = shares.map((share, at) => `${at === 0 ? "M" : "L"}${x(at + 1)} ${y(100 * share)}`).join("");
          return (
            <>
              <path className={styles.line} d={path} />
              <circle className={styles.end} cx={endX} cy={endY} r={4.5} />
              <text className={styles.value} x={endX + 9} y={endY + 5}>
                {Math.round(100 * shares[last])}%
              </text>
            </>
          );
        }}
      </Chart>
    </>
  );
}

/** Window of the moving share, ratings. */
const window = 20;

function goodText(shares: readonly number[]): { text: Text; values: Record<string, number> } | undefined {
  if (shares.length === 0) return undefined;
  const percent = (share: number) => Math.round(100 * share);
  const share = percent(shares[shares.length - 1]);
  if (shares.length < 2 * window)
    return { text: words.goodFew, values: { last: Math.min(window, shares.length), share } };
  return { text: words.goodNow, values: { last: window, share, first: percent(shares[window - 1]) } };
}
