import type { RepeatedRating } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { ratingScale, ratingWords } from "../../component/rating-words.ts";
import { signed } from "./chart.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Shows the confusion table of repeated ratings: first against second rating. */
export function RepeatTable({ repeats }: { readonly repeats: readonly RepeatedRating[] }) {
  const { t } = useLanguage();
  const count = (before: number, after: number) =>
    repeats.filter((one) => one.firstRating === before && one.secondRating === after).length;
  return (
    <table className={styles.table}>
      <caption className="unseen">{t(words.agreementHow)}</caption>
      <thead>
        <tr>
          <th scope="col">
            {t(words.first)} ↓ / {t(words.second)} →
          </th>
          {ratingScale.map((after) => (
            <th key={after} scope="col" title={t(ratingWords[after])}>
              {signed(after)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ratingScale.map((before) => (
          <tr key={before}>
            <th scope="row" title={t(ratingWords[before])}>
              {signed(before)}
            </th>
            {ratingScale.map((after) => {
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
