import { useEffect } from "react";
import type { KeptPicture } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Tray } from "../../part/tray.tsx";
import { useFresh, useOwnGallery } from "./fresh.tsx";
import styles from "./look.module.css";
import { words } from "./words.ts";

/** See {@link PickTray}. */
export interface PickTrayProps {
  readonly onPick: (picture: KeptPicture) => void;
  readonly chosen?: readonly string[];
}

/** Pictures to pick from: fresh ones, and those of the gallery. */
export function PickTray({ onPick, chosen }: PickTrayProps) {
  const { say } = useLanguage();
  const fresh = useFresh();
  const gallery = useOwnGallery();
  const { draw } = fresh;
  const isEmpty = fresh.pictures.length === 0 && !fresh.busy && fresh.error === undefined;
  useEffect(() => {
    if (isEmpty) draw();
  }, [isEmpty, draw]);
  return (
    <div className={styles.pick}>
      <div className={styles.pickHead}>
        <h3>{say(words.fresh)}</h3>
        <Button look="quiet" icon="dice" disabled={fresh.busy} onClick={() => draw()}>
          {say(words.drawMore)}
        </Button>
      </div>
      <ErrorNote error={fresh.error} />
      <Tray label={say(words.fresh)} pictures={fresh.pictures} onPick={onPick} chosen={chosen} />
      {gallery.length > 0 && (
        <>
          <h3>{say(words.gallery)}</h3>
          <Tray label={say(words.gallery)} pictures={gallery} onPick={onPick} chosen={chosen} />
        </>
      )}
    </div>
  );
}
