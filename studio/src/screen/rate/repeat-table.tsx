import type { Repeat } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { ratings, ratingWords } from "../../part/rating-words.ts";
import { signed } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** How often a picture got one rating first and another the second time. */
export function RepeatTable({ repeats }: { readonly repeats: readonly Repeat[] }) {
  const { say } = useLanguage();
  const count = (before: number, after: number) =>
    repeats.filter((one) => one.before === before && one.after === after).length;
  return (
    <table className={styles.table}>
      <caption className="unseen">{say(words.agreementHow)}</caption>
      <thead>
        <tr>
          <th scope="col">
            {say(words.first)} ↓ / {say(words.second)} →
          </th>
          {ratings.map((after) => (
            <th key={after} scope="col" title={say(ratingWords[after])}>
              {signed(after)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ratings.map((before) => (
          <tr key={before}>
            <th scope="row" title={say(ratingWords[before])}>
              {signed(before)}
            </th>
            {ratings.map((after) => {
              const some = count(before, after);
              return (
                <td key={after} data-same={before === after || undefined} data-some={some > 0 || undefined}>
                  {some > 0 ? some : ""}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
