import { proxy } from "comlink";
import { useRef, useState } from "react";
import type { InterpolationPath } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { LoopMode } from "../../worker/morph/morph-service.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { saveFile } from "../../component/save-file.ts";
import { Slider } from "../../component/slider.tsx";
import styles from "./morph.module.css";
import { canRecord, recordWebm } from "./record-webm.ts";
import { words } from "./words.ts";

type Format = "gif" | "webp" | "webm";
const formatNames: Readonly<Record<Format, string>> = { gif: "GIF", webp: "WebP", webm: "WebM" };
const formats = (["gif", "webp", "webm"] as const).filter((format) => format !== "webm" || canRecord);
const sizes = [64, 128, 256];
const rates = [10, 20, 30];
/** Minimum and maximum number of frames of a film. */
const [fewest, most] = [12, 480];

/** See {@link FilmPanel}. */
export interface FilmPanelProps {
  readonly facts: RunFacts;
  /** Side of the model's pictures, px. */
  readonly size: number;
  readonly keyframes: readonly GalleryPicture[];
  readonly path: InterpolationPath;
  readonly loop: LoopMode;
  /** Duration of one segment on the page, s. */
  readonly secondsPerSegment: number;
}

/** Returns the number of frames that plays the path as fast as the page does. */
function frameCount(stops: number, end: LoopMode, pace: number, rate: number): number {
  const segments = { once: stops - 1, back: 2 * (stops - 1), round: stops }[end];
  return Math.min(most, Math.max(fewest, Math.round(segments * pace * rate)));
}

/** Renders the settings of a film, and saves it. */
export function FilmPanel({ facts, size: modelSize, keyframes, path, loop, secondsPerSegment }: FilmPanelProps) {
  const { t, formatNumber } = useLanguage();
  const [format, setFormat] = useState<Format>("gif");
  const [size, setSize] = useState(Math.max(256, modelSize));
  const [rate, setRate] = useState(20);
  const [wanted, setWanted] = useState<number>();
  const frames = wanted ?? frameCount(keyframes.length, loop, secondsPerSegment, rate);
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
    const plan = { keyframes: keyframes.map(({ recipe }) => recipe), path, loop, frames, size };
    try {
      const content = await film(plan, abort.signal);
      if (abort.signal.aborted) return;
      const type = format === "webm" ? "video/webm" : `image/${format}`;
      const file = saveFile(`${name.trim() || "morph"}.${format}`, content, type);
      const bytes = content instanceof Blob ? content.size : content.length;
      setSaved(t(words.saved, { name: file, size: Math.ceil(bytes / 1000) }));
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

  const seconds = formatNumber(frames / rate, { maximumFractionDigits: 1 });
  const why = { gif: words.gifWhy, webp: words.webpWhy, webm: words.webmWhy }[format];
  return (
    <section className="panel" aria-labelledby="morph-film">
      <h2 id="morph-film">{t(words.film)}</h2>
      <div className={styles.choice}>
        <h3>{t(words.format)}</h3>
        <Chips
          label={t(words.format)}
          chosen={format}
          onChoose={setFormat}
          choices={formats.map((value) => ({ value, label: formatNames[value] }))}
        />
        <p className="muted">
          {t(why, { seconds })} {!canRecord && t(words.noWebm)}
        </p>
      </div>
      <div className={styles.choice}>
        <h3>{t(words.size)}</h3>
        <Chips
          label={t(words.size)}
          chosen={size}
          onChoose={setSize}
          choices={[...new Set([...sizes, modelSize])]
            .toSorted((a, b) => a - b)
            .map((value) => ({ value, label: `${value} px` }))}
        />
      </div>
      <Slider
        label={t(words.frames)}
        min={fewest}
        max={most}
        step={1}
        value={frames}
        onChange={setWanted}
        format={(value) => t(words.length, { frames: value, seconds })}
      />
      <div className={styles.choice}>
        <h3>{t(words.rate)}</h3>
        <Chips
          label={t(words.rate)}
          chosen={rate}
          onChoose={setRate}
          choices={rates.map((value) => ({ value, label: t(words.rateValue, { rate: value }) }))}
        />
      </div>
      <label className={styles.choice}>
        <h3>{t(words.name)}</h3>
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
        <Button variant="main" icon="save" disabled={share !== undefined} onClick={() => void make()}>
          {t(words.save, { format: formatNames[format] })}
        </Button>
        {share !== undefined && (
          <>
            <Button icon="stop" onClick={cancel}>
              {t(words.cancel)}
            </Button>
            <progress className={styles.progress} value={share} aria-label={t(words.film)} />
          </>
        )}
      </div>
      <p className="muted" role="status">
        {share === undefined ? saved : t(words.filming, { percent: Math.floor(share * 100) })}
      </p>
      <ErrorNote error={error} />
    </section>
  );
}
