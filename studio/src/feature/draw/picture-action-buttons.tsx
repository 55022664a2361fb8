import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { pictureKey, useGallery } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { fitsModel } from "./draw-settings.ts";
import styles from "./picture-stage.module.css";
import type { DrawState } from "./use-draw-state.ts";
import type { PictureActions } from "./use-picture-actions.ts";
import { words } from "./words.ts";

/** See {@link PictureActionButtons}. */
export interface PictureActionButtonsProps {
  readonly state: DrawState;
  readonly chosen: RenderedPicture;
  readonly pictureActions: PictureActions;
}

/** Renders the actions on the chosen picture. */
export function PictureActionButtons({ state, chosen, pictureActions }: PictureActionButtonsProps) {
  const { t } = useLanguage();
  const key = pictureKey(chosen);
  const favourite = useGallery().find((one) => one.key === key)?.favourite ?? false;
  const { toggleFavourite, save, copy, share, notice, link, error } = pictureActions;
  return (
    <div>
      <div className={styles.actions}>
        <Button icon="heart" filled={favourite} iconOnly aria-pressed={favourite} onClick={toggleFavourite}>
          {t(favourite ? words.unheart : words.heart)}
        </Button>
        <Button icon="save" iconOnly onClick={save}>
          {t(words.save)}
        </Button>
        <Button icon="copy" iconOnly onClick={copy}>
          {t(words.copy)}
        </Button>
        <Button icon="share" iconOnly onClick={share}>
          {t(words.share)}
        </Button>
        {fitsModel(chosen, state.facts) && (
          <Button icon="lock" onClick={() => state.applySettingsOf(chosen)}>
            {t(words.use)}
          </Button>
        )}
      </div>
      <p className={`muted ${styles.said}`} role="status">
        {notice && t(notice)}
      </p>
      {link !== undefined && (
        <input
          className={`field ${styles.link}`}
          readOnly
          value={link}
          aria-label={t(words.share)}
          onFocus={({ target }) => target.select()}
        />
      )}
      <ErrorNote error={error} />
    </div>
  );
}
