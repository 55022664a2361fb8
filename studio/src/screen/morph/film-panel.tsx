import { proxy } from "comlink";
import { useRef, useState } from "react";
import type { MorphPath } from "omakase";
import { engine } from "../../engine/client.ts";
import type { RunFacts } from "../../engine/describe.ts";
import type { FilmEnd } from "../../engine/morph.ts";
import type { KeptPicture } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Chips } from "../../part/chips.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { saveFile } from "../../part/save-file.ts";
import { Slider } from "../../part/slider.tsx";
import styles from "./morph.module.css";
import { canRecord, recordWebm } from "./record-webm.ts";
import { words } from "./words.ts";

type Format = "gif" | "webp" | "webm";
const formatNames: Readonly<Record<Format, string>> = { gif: "GIF", webp: "WebP", webm: "WebM" };
const formats = (["gif", "webp", "webm"] as const).filter((format) => format !== "webm" || canRecord);
const sizes = [64, 128, 256];
const rates = [10, 20, 30];
/** Frames of a film; more than these make large files. */
const [fewest, most] = [12, 480];

/** See {@link FilmPanel}. */
export interface FilmPanelProps {
  readonly facts: RunFacts;
  /** Of the model's pictures, px. */
  readonly size: number;
  readonly stops: readonly KeptPicture[];
  readonly path: MorphPath;
  readonly end: FilmEnd;
  /** How long one picture takes to turn into the next where one looks at it first, s. */
  readonly pace: number;
}

/** As many frames as it takes to go the way as fast as it is shown on the page. */
function framesOf(stops: number, end: FilmEnd, pace: number, rate: number): number {
  const legs = { once: stops - 1, back: 2 * (stops - 1), round: stops }[end];
  return Math.min(most, Math.max(fewest, Math.round(legs * pace * rate)));
}

/** Makes a film of the way and saves it. */
export function FilmPanel({ facts, size: own, stops, path, end, pace }: FilmPanelProps) {
  const { say, number } = useLanguage();
  const [format, setFormat] = useState<Format>("gif");
  const [size, setSize] = useState(Math.max(256, own));
  const [rate, setRate] = useState(20);
  const [wanted, setWanted] = useState<number>();
  const frames = wanted ?? framesOf(stops.length, end, pace, rate);
  const [name, setName] = useState(`morph-${facts.id}`);
  const [share, setShare] = useState<number>();
  const [saved, setSaved] = useState("");
  const [error, setError] = useState<unknown>();
  const stopping = useRef<AbortController>(undefined);

  const make = async (): Promise<void> => {
    const abort = new AbortController();
    stopping.current = abort;
    setShare(0);
    setSaved("");
    setError(undefined);
    const plan = { stops: stops.map(({ recipe }) => recipe), path, end, frames, size };
    try {
      const content = await film(plan, abort.signal);
      if (abort.signal.aborted) return;
      const type = format === "webm" ? "video/webm" : `image/${format}`;
      const file = saveFile(`${name.trim() || "morph"}.${format}`, content, type);
      const bytes = content instanceof Blob ? content.size : content.length;
      setSaved(say(words.saved, { name: file, size: Math.ceil(bytes / 1000) }));
    } catch (thrown) {
      if (!abort.signal.aborted) setError(thrown);
    } finally {
      setShare(undefined);
    }
  };
  const film = async (
    plan: Parameters<ReturnType<typeof engine>["morph"]["film"]>[1],
    signal: AbortSignal,
  ): Promise<Uint8Array | Blob> => {
    // drawing is the first half, writing the second
    const half = proxy((done: number) => setShare(done / 2));
    if (format !== "webm") return await engine().morph.file(facts.id, plan, { format, rate }, half);
    const pictures = await engine().morph.film(facts.id, plan, half);
    signal.throwIfAborted();
    return await recordWebm(pictures, rate, (done) => setShare(0.5 + done / 2), signal);
  };
  const cancel = (): void => {
    stopping.current?.abort();
    void engine().morph.stop();
  };

  const seconds = number(frames / rate, { maximumFractionDigits: 1 });
  const why = { gif: words.gifWhy, webp: words.webpWhy, webm: words.webmWhy }[format];
  return (
    <section className="panel" aria-labelledby="morph-film">
      <h2 id="morph-film">{say(words.film)}</h2>
      <div className={styles.choice}>
        <h3>{say(words.format)}</h3>
        <Chips
          label={say(words.format)}
          chosen={format}
          onChoose={setFormat}
          choices={formats.map((value) => ({ value, label: formatNames[value] }))}
        />
        <p className="muted">
          {say(why, { seconds })} {!canRecord && say(words.noWebm)}
        </p>
      </div>
      <div className={styles.choice}>
        <h3>{say(words.size)}</h3>
        <Chips
          label={say(words.size)}
          chosen={size}
          onChoose={setSize}
          choices={[...new Set([...sizes, own])]
            .toSorted((a, b) => a - b)
            .map((value) => ({ value, label: `${value} px` }))}
        />
      </div>
      <Slider
        label={say(words.frames)}
        min={fewest}
        max={most}
        step={1}
        value={frames}
        onChange={setWanted}
        format={(value) => say(words.length, { frames: value, seconds })}
      />
      <div className={styles.choice}>
        <h3>{say(words.rate)}</h3>
        <Chips
          label={say(words.rate)}
          chosen={rate}
          onChoose={setRate}
          choices={rates.map((value) => ({ value, label: say(words.rateValue, { rate: value }) }))}
        />
      </div>
      <label className={styles.choice}>
        <h3>{say(words.name)}</h3>
        <input
          className="field"
          value={name}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <div className="row">
        <Button look="main" icon="save" disabled={share !== undefined} onClick={() => void make()}>
          {say(words.save, { format: formatNames[format] })}
        </Button>
        {share !== undefined && (
          <>
            <Button icon="stop" onClick={cancel}>
              {say(words.cancel)}
            </Button>
            <progress className={styles.progress} value={share} aria-label={say(words.film)} />
          </>
        )}
      </div>
      <p className="muted" role="status">
        {share === undefined ? saved : say(words.filming, { percent: Math.floor(share * 100) })}
      </p>
      <ErrorNote error={error} />
    </section>
  );
}
