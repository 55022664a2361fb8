import { lazy, Suspense, useState } from "react";
import { Dialog } from "@base-ui/react/dialog";
import { chapterFolder, type Chapter } from "omakase/lesson";
import { Button } from "../../component/button.tsx";
import { useLanguage } from "../../language/language.tsx";
import type { ShownPicture } from "./use-lesson-run.ts";
import { hasWall } from "./wall/has-wall.ts";
import styles from "./result-picture.module.css";
import { words } from "./words.ts";

/** Only the page of a class needs it. */
const ShowToClass = lazy(() => import("./wall/show-to-class.tsx"));

/** See {@link ResultPicture}. */
export interface ResultPictureProps {
  readonly picture: ShownPicture;
  /** Chapter whose program drew it. */
  readonly chapter: Chapter;
  /** Words for who cannot see it. */
  readonly alt: string;
}

/** Renders a picture of a run as a button that shows it large; Escape, a click beside it or the button closes it. */
export function ResultPicture({ picture: { name, url }, chapter, alt }: ResultPictureProps) {
  const { t } = useLanguage();
  const [isWide, setWide] = useState(false);
  return (
    <Dialog.Root>
      <Dialog.Trigger className={styles.open} aria-label={t(words.enlarge, { name })}>
        <img src={url} alt={alt} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.dialog}>
          <Dialog.Title className={styles.title}>{name}.png</Dialog.Title>
          <div className={styles.frame} role="group" aria-label={alt} tabIndex={0} data-wide={isWide || undefined}>
            <img className={styles.large} src={url} alt={alt} />
          </div>
          <Button variant="quiet" className={`button ${styles.tap}`} onClick={() => setWide(!isWide)}>
            {t(isWide ? words.narrower : words.wider)}
          </Button>
          {hasWall && (
            <Suspense>
              <ShowToClass url={url} chapter={chapterFolder(chapter)} />
            </Suspense>
          )}
          <Dialog.Close className="button">{t(words.close)}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
