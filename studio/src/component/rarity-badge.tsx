import { rarityLabels, type Rarity } from "omakase/studio";
import { useLanguage, type Words } from "../language/language.tsx";
import styles from "./rarity-badge.module.css";

const words = {
  share: {
    ja: "学んだ絵の {share} が、これと同じくらいか、もっと珍しい絵です",
    en: "{share} of the pictures it learned from are as rare as this one or rarer",
  },
  seen: {
    ja: "まったく同じ組み合わせは、学んだ {of} 枚のうち {count} 枚",
    en: "of {of} pictures it learned from, {count} show just the same combination",
  },
  none: {
    ja: "まったく同じ組み合わせは、学んだ {of} 枚の中にありません",
    en: "none of the {of} pictures it learned from shows just the same combination",
  },
} satisfies Words;

const order = Object.keys(rarityLabels);

/** See {@link RarityBadge}. */
export interface RarityBadgeProps {
  /** Rarity; undefined renders nothing. */
  readonly rarity: Rarity | undefined;
  /** Shows only the stars. Default false. */
  readonly iconOnly?: boolean;
}

/** Shows how rare a picture is: 1–5 stars, with the numbers in a tooltip. */
export function RarityBadge({ rarity, iconOnly = false }: RarityBadgeProps) {
  const { t, formatNumber } = useLanguage();
  if (!rarity) return undefined;
  const { word, percentile, seen } = rarity;
  const share = formatNumber(percentile, { style: "percent", maximumSignificantDigits: 2 });
  const tip = [
    ...(iconOnly ? [t(rarityLabels[word])] : []),
    t(words.share, { share }),
    t(seen.count === 0 ? words.none : words.seen, seen),
  ].join("\n");
  return (
    <span className={styles.badge} data-rarity={word} title={tip}>
      <span aria-hidden="true">{"★".repeat(order.indexOf(word) + 1)}</span>
      <span className={iconOnly ? "unseen" : undefined}>{t(rarityLabels[word])}</span>
    </span>
  );
}
