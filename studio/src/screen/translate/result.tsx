import { useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { Pixels } from "../../engine/shown.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
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

/** What the model made of the drawing, and what can be done with it. */
export function Result({ id, pixels, milliseconds, drawing, onOpen }: ResultProps) {
  const { say, number } = useLanguage();
  const [error, setError] = useState<unknown>();
  const [copied, setCopied] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const doing = (work: () => Promise<void>) => () => void work().then(() => setError(undefined), setError);
  const picture = async (): Promise<Blob> => pngOf(await engine().translate.finish(id, drawing()));
  const copy = async (): Promise<void> => {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture() })]);
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
        <Button icon="save" look="main" onClick={doing(async () => save(await picture(), "omakase.png"))}>
          {say(words.savePicture)}
        </Button>
        <Button icon={copied ? "check" : "copy"} onClick={doing(copy)}>
          <span aria-live="polite">{say(copied ? words.copied : words.copy)}</span>
        </Button>
        <Button
          icon="save"
          onClick={doing(async () => save(pngOf(await engine().translate.keep(drawing())), "omakase-drawing.png"))}
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

function pngOf(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: "image/png" });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
