import { rarityWords, type Rarity } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import styles from "./rarity.module.css";

const words = Object.keys(rarityWords);

/** How rare a picture is: as many stars as its word is rare. */
export function RarityBadge({ rarity, wordless = false }: { readonly rarity: Rarity; readonly wordless?: boolean }) {
  const { say } = useLanguage();
  const { word } = rarity;
  return (
    <span className={styles.badge} data-rarity={word} title={wordless ? say(rarityWords[word]) : undefined}>
      <span aria-hidden="true">{"★".repeat(words.indexOf(word) + 1)}</span>
      {!wordless && say(rarityWords[word])}
    </span>
  );
}
