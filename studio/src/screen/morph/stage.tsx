import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FilmEnd, Leg } from "../../engine/morph.ts";
import type { Pixels } from "../../engine/shown.ts";
import type { KeptPicture } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Slider } from "../../part/slider.tsx";
import type { Film } from "./film.ts";
import styles from "./morph.module.css";
import { words } from "./words.ts";

/** See {@link Stage}. */
export interface StageProps {
  readonly film: Film;
  readonly stops: readonly KeptPicture[];
  readonly end: FilmEnd;
  /** How long one picture takes to turn into the next, s. */
  readonly seconds: number;
  readonly onSeconds: (seconds: number) => void;
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
  readonly onKeep: (leg: Leg, step: number) => Promise<void>;
}

/** Stations of the slider between two stops. */
const stations = 200;

/** The picture on its way, with what moves it. */
export function Stage({ film, stops, end, seconds, onSeconds, playing, onPlaying, onKeep }: StageProps) {
  const { say, number } = useLanguage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [position, setPosition] = useState(0);
  const [error, setError] = useState<unknown>();
  const [keeping, setKeeping] = useState<"busy" | "kept">();
  const drawn = useSyncExternalStore(film.subscribe, film.drawn);
  const legs = stops.length < 2 ? 0 : end === "round" ? stops.length : stops.length - 1;
  const here = Math.min(position, legs);

  const last = useRef<Pixels>(undefined);
  const show = useCallback(
    (at: number) => {
      const pixels = film.legs > 0 ? film.at(at) : stops[0]?.pixels;
      if (!pixels || !canvas.current || pixels === last.current) return;
      last.current = pixels;
      const { width, height, data } = pixels;
      if (canvas.current.width !== width) [canvas.current.width, canvas.current.height] = [width, height];
      canvas.current.getContext("2d")!.putImageData(new ImageData(data, width, height), 0, 0);
    },
    [film, stops],
  );
  // What was slid to, or what has been drawn since, is shown with the next frame of the screen.
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
    if (!playing || legs === 0) return;
    let [before, direction, frame] = [undefined as number | undefined, 1, 0];
    let at = newest.current >= legs && end === "once" ? 0 : newest.current;
    const move = (time: number): void => {
      at += (direction * (time - (before ?? time))) / 1000 / seconds;
      before = time;
      if (end === "round") at %= legs;
      if (end === "back" && (at >= legs || at <= 0)) direction = at <= 0 ? 1 : -1;
      at = Math.min(legs, Math.max(0, at));
      show(at);
      setPosition(at);
      if (end === "once" && at >= legs) onPlaying(false);
      else frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [playing, legs, end, seconds, show, onPlaying]);

  const place = Math.min(Math.floor(here), Math.max(0, legs - 1));
  const told = say(words.between, {
    from: place + 1,
    to: ((place + 1) % stops.length) + 1,
    percent: Math.round((here - place) * 100),
  });
  const keepIt = async (): Promise<void> => {
    const at = film.placeOf(here);
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
    <section className={`panel ${styles.stage}`} aria-label={say(words.stage)}>
      <canvas
        ref={canvas}
        className={styles.screenPicture}
        role="img"
        aria-label={legs > 0 ? told : say(words.stage)}
        width={64}
        height={64}
        onClick={() => legs > 0 && onPlaying(!playing)}
      />
      {legs === 0 ? (
        <p className={styles.hint}>{say(words.few)}</p>
      ) : (
        <>
          <Slider
            label={say(words.position)}
            bare
            min={0}
            max={legs * stations}
            step={1}
            value={Math.round(here * stations)}
            onChange={(value) => {
              onPlaying(false);
              setKeeping(undefined);
              setPosition(value / stations);
            }}
            format={() => told}
          />
          <div className={styles.controls}>
            <Button look="main" icon={playing ? "pause" : "play"} onClick={() => onPlaying(!playing)}>
              {say(playing ? words.pause : words.play)}
            </Button>
            <Button icon="heart" disabled={keeping === "busy"} onClick={() => void keepIt()}>
              {say(words.keep)}
            </Button>
            <div className={styles.speed}>
              <Slider
                label={say(words.speed)}
                min={0.5}
                max={6}
                step={0.25}
                value={seconds}
                onChange={onSeconds}
                format={(value) => say(words.speedValue, { seconds: number(value) })}
              />
            </div>
          </div>
          <p className="muted" role="status">
            {keeping === "kept"
              ? say(words.kept)
              : drawn < 1
                ? say(words.drawing, { percent: Math.floor(drawn * 100) })
                : say(words.ready)}
          </p>
        </>
      )}
      <ErrorNote error={error ?? film.error} />
    </section>
  );
}
