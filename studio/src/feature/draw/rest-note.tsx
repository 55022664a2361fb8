import { useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import styles from "./rest-note.module.css";
import { words } from "./words.ts";

/** Pictures and minutes after which a rest is proposed. */
const [manyPictures, manyMinutes] = [200, 45];

const openedAt = Date.now(); // the page is a host
const sitting = { pictures: 0, isDismissed: false };

/** Counts drawn pictures of this sitting. */
export function countDrawn(pictures: number): void {
  sitting.pictures += pictures;
}

/** Proposes a rest after a long sitting, once. */
export function RestNote() {
  const { t } = useLanguage();
  const [, setDismissed] = useState(false);
  const isLong = sitting.pictures >= manyPictures || Date.now() - openedAt >= manyMinutes * 60_000;
  if (!isLong || sitting.isDismissed) return undefined;
  const dismiss = (): void => {
    sitting.isDismissed = true;
    setDismissed(true);
  };
  return (
    <div className={styles.rest} role="status">
      <p>{t(words.rest)}</p>
      <Button icon="check" onClick={dismiss}>
        {t(words.restDone)}
      </Button>
    </div>
  );
}
