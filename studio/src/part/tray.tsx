import { useLanguage } from "../language/language.tsx";
import type { KeptPicture } from "../kept/gallery.ts";
import { PictureCanvas } from "./picture.tsx";
import styles from "./tray.module.css";

/** See {@link Tray}. */
export interface TrayProps {
  readonly label: string;
  readonly pictures: readonly KeptPicture[];
  readonly onPick: (picture: KeptPicture) => void;
  /** Those that are chosen, by their keys. Default: none. */
  readonly chosen?: readonly string[];
}

/** Pictures in a row to pick from, as many as there are; it scrolls sideways. */
export function Tray({ label, pictures, onPick, chosen = [] }: TrayProps) {
  const { say } = useLanguage();
  return (
    <ul className={styles.tray} aria-label={label}>
      {pictures.map((picture, at) => (
        <li key={picture.key}>
          <button
            type="button"
            className={styles.pick}
            aria-pressed={chosen.includes(picture.key)}
            aria-label={say({ ja: "絵 {number}", en: "picture {number}" }, { number: at + 1 })}
            onClick={() => onPick(picture)}
          >
            <PictureCanvas pixels={picture.pixels} label="" />
          </button>
        </li>
      ))}
    </ul>
  );
}
