import { rarityLabels, type Rarity } from "omakase/studio";
import { useLanguage, type Words } from "../language/language.tsx";
import styles from "./rarity-badge.module.css";

/** Sentence about how rare a picture is: see {@link oddsOf}. */
export const rarityOdds = {
  ja: "ぜんぶの特徴の組み合わせで、約 {count} 回に 1 回の珍しさ",
  en: "All its traits together: about 1 in {count} random draws is this rare",
};

const words = {
  seen: {
    ja: "まったく同じ組み合わせは、学んだ {of} 枚のうち {count} 枚",
    en: "of {of} pictures it learned from, {count} show just the same combination",
  },
  none: {
    ja: "まったく同じ組み合わせは、学んだ {of} 枚の中にありません",
    en: "none of the {of} pictures it learned from shows just the same combination",
  },
} satisfies Words;

/** Returns how many random draws have one with this probability on average: 8 for "about 1 in 8". */
export function oddsOf(probability: number): number {
  const odds = 1 / probability;
  return odds < 20 ? Math.round(odds) : Number(odds.toPrecision(2));
}

const order = Object.keys(rarityLabels);

/** Returns 1–5 stars. */
export function rarityStars({ word }: Pick<Rarity, "word">): string {
  return "★".repeat(order.indexOf(word) + 1);
}

/** See {@link RarityBadge}. */
export interface RarityBadgeProps {
  /** Rarity; undefined renders nothing. */
  readonly rarity: Rarity | undefined;
  /** Shows only the stars. Default false. */
  readonly iconOnly?: boolean;
}

/** Shows how rare a picture is: 1–5 stars, with the numbers in a tooltip. */
export function RarityBadge({ rarity, iconOnly = false }: RarityBadgeProps) {
  const { t } = useLanguage();
  if (!rarity) return undefined;
  const { word, percentile, seen } = rarity;
  const tip = [
    ...(iconOnly ? [t(rarityLabels[word])] : []),
    ...(oddsOf(percentile) > 1 ? [t(rarityOdds, { count: oddsOf(percentile) })] : []),
    t(seen.count === 0 ? words.none : words.seen, seen),
  ].join("\n");
  return (
    <span className={styles.badge} data-rarity={word} title={tip}>
      <span aria-hidden="true">{rarityStars(rarity)}</span>
      <span className={iconOnly ? "unseen" : undefined}>{t(rarityLabels[word])}</span>
    </span>
  );
}
