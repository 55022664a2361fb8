import { useLanguage } from "../language/language.tsx";
import type { GalleryPicture } from "../storage/gallery.ts";
import { PictureCanvas } from "./picture-canvas.tsx";
import styles from "./picture-tray.module.css";

/** See {@link PictureTray}. */
export interface PictureTrayProps {
  readonly label: string;
  readonly pictures: readonly GalleryPicture[];
  readonly onPick: (picture: GalleryPicture) => void;
  /** Keys of the chosen pictures. Default: none. */
  readonly chosen?: readonly string[];
}

/** Renders a sideways-scrolling row of pictures to pick from. */
export function PictureTray({ label, pictures, onPick, chosen = [] }: PictureTrayProps) {
  const { t } = useLanguage();
  return (
    <ul className={styles.tray} aria-label={label}>
      {pictures.map((picture, at) => (
        <li key={picture.key}>
          <button
            type="button"
            className={styles.pick}
            aria-pressed={chosen.includes(picture.key)}
            aria-label={t({ ja: "絵 {number}", en: "picture {number}" }, { number: at + 1 })}
            onClick={() => onPick(picture)}
          >
            <PictureCanvas pixels={picture.pixels} label="" />
          </button>
        </li>
      ))}
    </ul>
  );
}
