import { rarityWords } from "omakase";
import type { CSSProperties } from "react";
import { keyOf, useGallery } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../part/icon.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { RarityBadge } from "../../part/rarity-badge.tsx";
import styles from "./hand.module.css";
import { isSame, type Desk } from "./use-desk.ts";
import { words } from "./words.ts";

/** The pictures of the last draw, turned over one after the other. */
export function Hand({ desk }: { readonly desk: Desk }) {
  const { say } = useLanguage();
  const { hand, draws, chosen, look, busy, settings, looked } = desk;
  const gallery = useGallery();
  const hearts = new Set(gallery.filter(({ favourite }) => favourite).map(({ key }) => key));
  const many = busy ? settings.count : hand.length;
  if (many < 2) return undefined;
  return (
    <section aria-label={say(words.hand)} className={styles.hand}>
      <ul
        className={styles.tiles}
        data-many={many > 12 ? "most" : many > 6 ? "more" : undefined}
        key={busy ? -1 : draws}
      >
        {busy
          ? Array.from({ length: settings.count }, (_, at) => (
              <li key={at} className={styles.waiting}>
                <PictureCanvas pixels={undefined} label="" />
              </li>
            ))
          : hand.map((one, at) => (
              <li
                key={one.card.id}
                className={styles.tile}
                data-rarity={one.rarity?.word}
                style={{ "--at": at } as CSSProperties}
              >
                <button
                  type="button"
                  aria-pressed={isSame(one, chosen)}
                  aria-label={
                    one.rarity
                      ? say(words.tileRare, { number: at + 1, rarity: say(rarityWords[one.rarity.word]) })
                      : say(words.tile, { number: at + 1 })
                  }
                  onClick={() => look(one)}
                >
                  <PictureCanvas pixels={one.pixels} label="" />
                  {one.rarity && one.rarity.word !== "common" && (
                    <span className={styles.badge}>
                      <RarityBadge rarity={one.rarity} wordless />
                    </span>
                  )}
                  {hearts.has(keyOf(one)) && (
                    <span className={styles.heart}>
                      <Icon name="heart" filled />
                    </span>
                  )}
                </button>
              </li>
            ))}
      </ul>
      {!busy && settings.sieve !== "all" && (
        <p className="muted">{say(words.sieveLooked, { looked, found: hand.length })}</p>
      )}
    </section>
  );
}
