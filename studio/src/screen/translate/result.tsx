import { useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { Failure } from "../../engine/failure.ts";
import type { Pixels } from "../../engine/shown.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { copyPicture } from "../../part/copy-picture.ts";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { saveFile } from "../../part/save-file.ts";
import styles from "./result.module.css";
import { words } from "./words.ts";

/** See {@link Result}. */
export interface ResultProps {
  readonly id: string;
  readonly pixels: Pixels | undefined;
  readonly milliseconds: number | undefined;
  readonly drawing: () => Pixels;
  readonly onOpen: (file: File | undefined) => void;
}

const type = "image/png";

/** What the model made of the drawing, and what can be done with it. */
export function Result({ id, pixels, milliseconds, drawing, onOpen }: ResultProps) {
  const { say, number } = useLanguage();
  const [error, setError] = useState<unknown>();
  const [copied, setCopied] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const doing = (work: () => Promise<unknown>) => () => void work().then(() => setError(undefined), setError);
  const picture = (): Promise<Uint8Array<ArrayBuffer>> => engine().translate.finish(id, drawing());
  const copy = async (): Promise<void> => {
    const isCopied = await copyPicture(async () => new Blob([await picture()], { type }));
    if (!isCopied) throw { failure: words.noCopy } satisfies Failure; // oxlint-disable-line typescript/only-throw-error -- words for a person
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <section className={styles.result} aria-label={say(words.result)}>
      <div className={styles.picture}>
        <PictureCanvas pixels={pixels} label={say(words.result)} />
      </div>
      <p className={styles.speed} data-testid="speed">
        {milliseconds !== undefined && say(words.speed, { time: number(Math.round(milliseconds)) })}
      </p>
      <div className={styles.deeds}>
        <Button icon="save" look="main" onClick={doing(async () => saveFile("omakase.png", await picture(), type))}>
          {say(words.savePicture)}
        </Button>
        <Button icon={copied ? "check" : "copy"} onClick={doing(copy)}>
          <span aria-live="polite">{say(copied ? words.copied : words.copy)}</span>
        </Button>
        <Button
          icon="save"
          onClick={doing(async () => saveFile("omakase-drawing.png", await engine().translate.keep(drawing()), type))}
        >
          {say(words.saveDrawing)}
        </Button>
        <Button icon="upload" title={say(words.openHow)} onClick={() => chooser.current?.click()}>
          {say(words.open)}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label={say(words.open)}
          onChange={({ target }) => {
            onOpen(target.files?.[0]);
            target.value = "";
          }}
        />
      </div>
      <ErrorNote error={error} />
    </section>
  );
}
