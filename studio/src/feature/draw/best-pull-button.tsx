import { rarityLabels, rarityLevel } from "omakase/studio";
import { useMemo } from "react";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { bestPull, useModelGallery } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { oddsOf } from "../../component/rarity-badge.tsx";
import styles from "./best-pull-button.module.css";
import { words } from "./words.ts";

/** See {@link BestPullButton}. */
export interface BestPullButtonProps {
  readonly modelHash: string;
  readonly onPick: (picture: RenderedPicture) => void;
}

/** Shows the rarest picture that chance alone drew so far, and how many pictures came after it. */
export function BestPullButton({ modelHash, onPick }: BestPullButtonProps) {
  const { t } = useLanguage();
  const pictures = useModelGallery(modelHash);
  const pulled = useMemo(() => bestPull(pictures), [pictures]);
  if (!pulled) return undefined;
  const { best, pullsSince } = pulled;
  const { percentile } = best.pull.rarity;
  const word = rarityLevel(percentile); // the levels may have moved since it was stored
  const count = oddsOf(percentile);
  return (
    <button
      type="button"
      className={styles.best}
      data-rarity={word}
      title={t(words.bestPullWhy)}
      onClick={() => onPick(best)}
    >
      <span className={styles.picture}>
        <PictureCanvas pixels={best.pixels} label="" />
      </span>
      <span>
        <b>{t(count > 1 ? words.bestPullOdds : words.bestPull, { rarity: t(rarityLabels[word]), count })}</b>
        <small>{t(pullsSince === 0 ? words.bestPullNow : words.pullsSince, { count: pullsSince })}</small>
      </span>
    </button>
  );
}
