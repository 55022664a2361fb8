import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { deleteFromGallery, pictureKey, restoreDeleted, useDeleted, useGallery } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { useMediaQuery } from "../../component/use-media-query.ts";
import { SendButtons } from "../../component/send-buttons.tsx";
import styles from "./picture-stage.module.css";
import type { PictureActions } from "./use-picture-actions.ts";
import { words } from "./words.ts";

/** See {@link PictureActionButtons}. */
export interface PictureActionButtonsProps {
  readonly chosen: RenderedPicture;
  readonly pictureActions: PictureActions;
}

/** Renders the actions on the chosen picture. */
export function PictureActionButtons({ chosen, pictureActions }: PictureActionButtonsProps) {
  const { t } = useLanguage();
  const key = pictureKey(chosen);
  const isNarrow = useMediaQuery("(max-width: 480px)");
  const favourite = useGallery().find((one) => one.key === key)?.favourite ?? false;
  const { toggleFavourite, save, copy, share, shareCard, notice, link, error } = pictureActions;
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
        <Button icon="card" iconOnly onClick={shareCard}>
          {t(words.shareCard)}
        </Button>
        <DeleteButtons chosen={chosen} />
        <SendButtons picture={chosen} to={["morph", "fuse"]} iconOnly={isNarrow} />
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

/** Renders the button that deletes the chosen picture from the gallery, and the one that takes a deletion back. */
function DeleteButtons({ chosen }: Pick<PictureActionButtonsProps, "chosen">) {
  const { t } = useLanguage();
  const key = pictureKey(chosen);
  const isKept = useGallery().some((one) => one.key === key);
  const deletedCount = useDeleted().length;
  return (
    <>
      <Button icon="trash" iconOnly disabled={!isKept} onClick={() => void deleteFromGallery(key)}>
        {t(words.delete)}
      </Button>
      {deletedCount > 0 && (
        <Button icon="undo" onClick={() => void restoreDeleted()}>
          {t(words.restoreDeleted, { count: deletedCount })}
        </Button>
      )}
    </>
  );
}
