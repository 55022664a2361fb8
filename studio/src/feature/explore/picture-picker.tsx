import { useEffect } from "react";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureTray } from "../../component/picture-tray.tsx";
import { useRandomPictures, useCurrentGallery } from "./random-pictures.tsx";
import styles from "./explore.module.css";
import { words } from "./words.ts";

/** See {@link PicturePicker}. */
export interface PicturePickerProps {
  readonly onPick: (picture: GalleryPicture) => void;
  readonly chosen?: readonly string[];
}

/** Renders pictures to pick from: new samples and the gallery. */
export function PicturePicker({ onPick, chosen }: PicturePickerProps) {
  const { t } = useLanguage();
  const fresh = useRandomPictures();
  const gallery = useCurrentGallery();
  const { draw } = fresh;
  const isEmpty = fresh.pictures.length === 0 && !fresh.busy && fresh.error === undefined;
  useEffect(() => {
    if (isEmpty) draw();
  }, [isEmpty, draw]);
  return (
    <div className={styles.pick}>
      <div className={styles.pickHead}>
        <h3>{t(words.fresh)}</h3>
        <Button variant="quiet" icon="dice" disabled={fresh.busy} onClick={() => draw()}>
          {t(words.drawMore)}
        </Button>
      </div>
      <ErrorNote error={fresh.error} />
      <PictureTray label={t(words.fresh)} pictures={fresh.pictures} onPick={onPick} chosen={chosen} />
      {gallery.length > 0 && (
        <>
          <h3>{t(words.gallery)}</h3>
          <PictureTray label={t(words.gallery)} pictures={gallery} onPick={onPick} chosen={chosen} />
        </>
      )}
    </div>
  );
}
