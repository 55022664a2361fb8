import { rarityLabels, type Rarity } from "omakase/studio";
import type { CSSProperties } from "react";
import { pictureKey, useDeleted, useGallery } from "../../storage/gallery.ts";
import { useLanguage, type PageLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { oddsOf, RarityBadge } from "../../component/rarity-badge.tsx";
import styles from "./drawn-batch.module.css";
import { isSamePicture, type DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Returns how many pictures the last draw has, or the present one will have. */
export function drawnCount({ busy, settings, batch }: DrawState): number {
  return busy ? settings.count : batch.length;
}

/** Shows the pictures of the last draw, revealed one by one. */
export function DrawnBatch({ state }: { readonly state: DrawState }) {
  const { t } = useLanguage();
  const { batch, drawCount, chosen, select, busy, settings, attempts, likedKeptCount, drawAllLiked } = state;
  const gallery = useGallery();
  const hearts = new Set(gallery.filter(({ favourite }) => favourite).map(({ key }) => key));
  const deleted = new Set(useDeleted().map(({ key }) => key));
  const many = drawnCount(state);
  if (many < 2) return undefined;
  return (
    <section aria-label={t(words.hand)} className={styles.hand}>
      <ul
        className={styles.tiles}
        data-many={many > 12 ? "most" : many > 6 ? "more" : undefined}
        key={busy ? -1 : drawCount}
      >
        {busy
          ? Array.from({ length: settings.count }, (_, at) => (
              <li key={at} className={styles.waiting}>
                <PictureCanvas pixels={busy.pictures[at]?.pixels} label="" />
              </li>
            ))
          : batch.map((one, at) => (
              <li
                key={one.candidate.id}
                className={styles.tile}
                data-rarity={one.rarity?.word}
                data-deleted={deleted.has(pictureKey(one)) || undefined}
                style={{ "--at": at } as CSSProperties}
              >
                <button
                  type="button"
                  aria-pressed={isSamePicture(one, chosen)}
                  aria-label={tileLabel(t, at + 1, one.rarity)}
                  onClick={() => select(one)}
                >
                  <PictureCanvas pixels={one.pixels} label="" />
                  {one.rarity && one.rarity.word !== "common" && (
                    <span className={styles.badge}>
                      <RarityBadge rarity={one.rarity} iconOnly />
                    </span>
                  )}
                  {hearts.has(pictureKey(one)) && (
                    <span className={styles.heart}>
                      <Icon name="heart" filled />
                    </span>
                  )}
                </button>
              </li>
            ))}
      </ul>
      {!busy && likedKeptCount > 0 && (
        <div className={styles.note} role="status">
          <p className="muted">{t(words.likedKept, { count: likedKeptCount })}</p>
          <Button icon="heart" onClick={() => drawAllLiked()}>
            {t(words.likedRelease)}
          </Button>
        </div>
      )}
      {!busy && settings.anomalyFilter === "anomalous" && (
        <p className="muted">{t(words.sieveLooked, { looked: attempts, found: batch.length })}</p>
      )}
    </section>
  );
}

/** Returns the name of a picture for screen readers: its number, and how rare it is. */
function tileLabel(t: PageLanguage["t"], number: number, rarity: Rarity | undefined): string {
  if (!rarity) return t(words.tile, { number });
  const count = oddsOf(rarity.percentile);
  return t(rarity.word === "common" ? words.tileRare : words.tileOdds, {
    number,
    rarity: t(rarityLabels[rarity.word]),
    count,
  });
}
