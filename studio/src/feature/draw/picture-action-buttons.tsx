import type { Text } from "omakase/studio";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { deleteFromGallery, pictureKey, restoreDeleted, useDeleted, useGallery } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button, type ButtonProps } from "../../component/button.tsx";
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
  const look = { isNarrow, isTouch: useMediaQuery("(hover: none)") };
  const isDeleted = useDeleted().some((one) => one.key === key);
  const { toggleFavourite, save, copy, share, shareCard, notice, link, error } = pictureActions;
  return (
    <div>
      <div className={styles.actions}>
        <ActionButton icon="heart" filled={favourite} aria-pressed={favourite} onClick={toggleFavourite} {...look}>
          {[favourite ? words.unheart : words.heart, words.heartShort]}
        </ActionButton>
        <ActionButton icon="save" onClick={save} {...look}>
          {[words.save, words.saveShort]}
        </ActionButton>
        <ActionButton icon="copy" onClick={copy} {...look}>
          {[words.copy, words.copyShort]}
        </ActionButton>
        <ActionButton icon="share" onClick={share} {...look}>
          {[words.share, words.shareShort]}
        </ActionButton>
        <ActionButton icon="card" onClick={shareCard} {...look}>
          {[words.shareCard, words.cardShort]}
        </ActionButton>
        <DeleteButtons chosen={chosen} {...look} />
        <SendButtons picture={chosen} to={["morph", "fuse"]} iconOnly={isNarrow} />
      </div>
      <p className={`muted ${styles.said}`} role="status">
        {isDeleted ? t(words.deleted) : notice && t(notice)}
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

interface Look {
  /** Whether there is no room for words. */
  readonly isNarrow: boolean;
  /** Whether fingers press, to whom names of keys say nothing. */
  readonly isTouch: boolean;
}

/** Renders an action: its icon with a short word, or alone; the whole text is its name and tooltip. */
function ActionButton({
  isNarrow,
  isTouch,
  children: [name, short],
  ...rest
}: Omit<ButtonProps, "children"> & Look & { readonly children: readonly [name: Text, short: Text] }) {
  const { t } = useLanguage();
  const text = isTouch ? t(name).replace(/ ?[（(][^（(]*[）)]$/, "") : t(name);
  return (
    <Button iconOnly={isNarrow} aria-label={text} title={text} {...rest}>
      {isNarrow ? text : t(short)}
    </Button>
  );
}

/** Renders the button that deletes the chosen picture from the gallery, and the one that takes a deletion back. */
function DeleteButtons({ chosen, ...look }: Pick<PictureActionButtonsProps, "chosen"> & Look) {
  const { t } = useLanguage();
  const key = pictureKey(chosen);
  const isKept = useGallery().some((one) => one.key === key);
  const deletedCount = useDeleted().length;
  return (
    <>
      <ActionButton icon="trash" disabled={!isKept} onClick={() => void deleteFromGallery(key)} {...look}>
        {[words.delete, words.deleteShort]}
      </ActionButton>
      {deletedCount > 0 && (
        <Button icon="undo" onClick={() => void restoreDeleted()}>
          {t(words.restoreDeleted, { count: deletedCount })}
        </Button>
      )}
    </>
  );
}
