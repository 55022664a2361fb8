import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { LoopMode, MorphSegment } from "../../worker/morph/morph-service.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { Slider } from "../../component/slider.tsx";
import type { FrameCache } from "./frame-cache.ts";
import styles from "./morph.module.css";
import { words } from "./words.ts";

/** See {@link MorphPlayer}. */
export interface MorphPlayerProps {
  readonly frames: FrameCache;
  readonly keyframes: readonly GalleryPicture[];
  readonly loop: LoopMode;
  /** Duration of one segment, s. */
  readonly seconds: number;
  readonly onSeconds: (seconds: number) => void;
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
  readonly onKeep: (leg: MorphSegment, step: number) => Promise<void>;
}

/** Slider positions per segment. */
const positionsPerSegment = 200;

/** Renders the current frame, with play button, slider and speed. */
export function MorphPlayer({
  frames,
  keyframes,
  loop,
  seconds,
  onSeconds,
  playing,
  onPlaying,
  onKeep,
}: MorphPlayerProps) {
  const { t, formatNumber } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [position, setPosition] = useState(0);
  const [error, setError] = useState<unknown>();
  const [keeping, setKeeping] = useState<"busy" | "kept">();
  const drawn = useSyncExternalStore(frames.subscribe, frames.fractionDrawn);
  const segments = keyframes.length < 2 ? 0 : loop === "round" ? keyframes.length : keyframes.length - 1;
  const here = Math.min(position, segments);

  const last = useRef<Pixels>(undefined);
  const show = useCallback(
    (at: number) => {
      const pixels = frames.segments > 0 ? frames.frameAt(at) : keyframes[0]?.pixels;
      if (!pixels || !canvas.current || pixels === last.current) return;
      last.current = pixels;
      const { width, height, data } = pixels;
      if (canvas.current.width !== width) [canvas.current.width, canvas.current.height] = [width, height];
      canvas.current.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
    },
    [frames, keyframes],
  );
  // The next animation frame shows the new position or newly drawn frames.
  useEffect(() => {
    if (playing) return;
    const frame = requestAnimationFrame(() => show(here));
    return () => cancelAnimationFrame(frame);
  }, [show, here, drawn, playing]);

  const newest = useRef(here);
  useEffect(() => {
    newest.current = here;
  }, [here]);
  useEffect(() => {
    if (!playing || segments === 0) return;
    let [before, direction, frame] = [undefined as number | undefined, 1, 0];
    let at = newest.current >= segments && loop === "once" ? 0 : newest.current;
    const move = (time: number): void => {
      at += (direction * (time - (before ?? time))) / 1000 / seconds;
      before = time;
      if (loop === "round") at %= segments;
      if (loop === "back" && (at >= segments || at <= 0)) direction = at <= 0 ? 1 : -1;
      at = Math.min(segments, Math.max(0, at));
      show(at);
      setPosition(at);
      if (loop === "once" && at >= segments) onPlaying(false);
      else frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [playing, segments, loop, seconds, show, onPlaying]);

  const place = Math.min(Math.floor(here), Math.max(0, segments - 1));
  const positionText = t(words.between, {
    from: place + 1,
    to: ((place + 1) % keyframes.length) + 1,
    percent: Math.round((here - place) * 100),
  });
  const keepIt = async (): Promise<void> => {
    const at = frames.locate(here);
    if (!at) return;
    setKeeping("busy");
    try {
      await onKeep(at.leg, at.step);
      setKeeping("kept");
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
      setKeeping(undefined);
    }
  };
  return (
    <section className={`panel ${styles.stage}`} aria-label={t(words.stage)}>
      <canvas
        ref={canvas}
        className={styles.screenPicture}
        role="img"
        aria-label={segments > 0 ? positionText : t(words.stage)}
        width={64}
        height={64}
        onClick={() => segments > 0 && onPlaying(!playing)}
      />
      {segments === 0 ? (
        <p className={styles.hint}>{t(words.few)}</p>
      ) : (
        <>
          <Slider
            label={t(words.position)}
            hideLabel
            min={0}
            max={segments * positionsPerSegment}
            step={1}
            value={Math.round(here * positionsPerSegment)}
            onChange={(value) => {
              onPlaying(false);
              setKeeping(undefined);
              setPosition(value / positionsPerSegment);
            }}
            format={() => positionText}
          />
          <div className={styles.controls}>
            <Button variant="main" icon={playing ? "pause" : "play"} onClick={() => onPlaying(!playing)}>
              {t(playing ? words.pause : words.play)}
            </Button>
            <Button icon="heart" disabled={keeping === "busy"} onClick={() => void keepIt()}>
              {t(words.keep)}
            </Button>
            <div className={styles.speed}>
              <Slider
                label={t(words.speed)}
                min={0.5}
                max={6}
                step={0.25}
                value={seconds}
                onChange={onSeconds}
                format={(value) => t(words.speedValue, { seconds: formatNumber(value) })}
              />
            </div>
          </div>
          <p className="muted" role="status">
            {keeping === "kept"
              ? t(words.kept)
              : drawn < 1
                ? t(words.drawing, { percent: Math.floor(drawn * 100) })
                : t(words.ready)}
          </p>
        </>
      )}
      <ErrorNote error={error ?? frames.error} />
    </section>
  );
}
