import type { NamedTraitEffect } from "../../worker/rate/preference-service.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./chart.module.css";
import { words } from "./words.ts";

/** Shows the estimated effect of each trait on the rating, with its uncertainty. */
export function TraitEffectBars({ traitEffects }: { readonly traitEffects: readonly NamedTraitEffect[] }) {
  const { t, formatNumber } = useLanguage();
  const reach = Math.max(0.5, ...traitEffects.map(({ mean, std }) => Math.abs(mean) + 1.96 * std));
  const place = (value: number) => 100 + (98 * value) / reach;
  return (
    <ul className={styles.bars}>
      {traitEffects.map(({ name, mean, std, probability }) => {
        const sure = Math.min(99, Math.round(100 * Math.max(probability, 1 - probability)));
        const unclear = Math.abs(mean) <= 1.96 * std;
        const text = t(mean > 0 ? words.beliefLiked : words.beliefDisliked, {
          name: t(name),
          mean: formatNumber(mean, { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 }),
          sure,
        });
        const [low, high] = [place(mean - 1.96 * std), place(mean + 1.96 * std)];
        return (
          <li key={t(name)} className={styles.bar}>
            <span aria-hidden="true">{t(name)}</span>
            <svg viewBox="0 0 200 20" preserveAspectRatio="none" role="img" aria-label={text}>
              <path className={styles.base} d="M100 0V20" vectorEffect="non-scaling-stroke" />
              <rect
                className={`${mean > 0 ? styles.liked : styles.disliked} ${unclear ? styles.unclear : ""}`}
                x={Math.min(100, place(mean))}
                y={3}
                width={Math.max(0.6, Math.abs(place(mean) - 100))}
                height={14}
              />
              <path
                className={styles.whisker}
                d={`M${low} 10H${high}M${low} 6V14M${high} 6V14`}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            <span className={styles.sure} aria-hidden="true">
              {sure}%
            </span>
          </li>
        );
      })}
    </ul>
  );
}
