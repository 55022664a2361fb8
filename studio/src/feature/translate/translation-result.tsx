import { useRef, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { Failure } from "../../worker/failure.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { copyPicture } from "../../component/copy-picture.ts";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { saveFile } from "../../component/save-file.ts";
import styles from "./translation-result.module.css";
import { words } from "./words.ts";

/** See {@link TranslationResult}. */
export interface TranslationResultProps {
  readonly id: string;
  readonly pixels: Pixels | undefined;
  readonly milliseconds: number | undefined;
  readonly drawing: () => Pixels;
  readonly onOpen: (file: File | undefined) => void;
}

const type = "image/png";

/** Renders the translated picture and its actions. */
export function TranslationResult({ id, pixels, milliseconds, drawing, onOpen }: TranslationResultProps) {
  const { t, formatNumber } = useLanguage();
  const [error, setError] = useState<unknown>();
  const [copied, setCopied] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const doing = (work: () => Promise<unknown>) => () => void work().then(() => setError(undefined), setError);
  const picture = (): Promise<Uint8Array<ArrayBuffer>> => engine().translate.translationPng(id, drawing());
  const copy = async (): Promise<void> => {
    const isCopied = await copyPicture(async () => new Blob([await picture()], { type }));
    if (!isCopied) throw { failure: words.noCopy } satisfies Failure; // oxlint-disable-line typescript/only-throw-error -- words for a person
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <section className={styles.result} aria-label={t(words.result)}>
      <div className={styles.picture}>
        <PictureCanvas pixels={pixels} label={t(words.result)} />
      </div>
      <p className={styles.speed}>
        {!pixels && t(words.preparing)}
        {milliseconds !== undefined && t(words.speed, { time: formatNumber(Math.round(milliseconds)) })}
      </p>
      <div className={styles.deeds}>
        <Button icon="save" variant="main" onClick={doing(async () => saveFile("omakase.png", await picture(), type))}>
          {t(words.savePicture)}
        </Button>
        <Button icon={copied ? "check" : "copy"} onClick={doing(copy)}>
          <span aria-live="polite">{t(copied ? words.copied : words.copy)}</span>
        </Button>
        <Button
          icon="save"
          onClick={doing(async () =>
            saveFile("omakase-drawing.png", await engine().translate.drawingPng(drawing()), type),
          )}
        >
          {t(words.saveDrawing)}
        </Button>
        <Button icon="upload" title={t(words.openHow)} onClick={() => chooser.current?.click()}>
          {t(words.open)}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label={t(words.open)}
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
