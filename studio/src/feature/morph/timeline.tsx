import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { GalleryPicture } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../component/icon.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import styles from "./morph.module.css";
import { words } from "./words.ts";

/** See {@link Timeline}. */
export interface TimelineProps {
  readonly keyframes: readonly GalleryPicture[];
  /** Whether the last keyframe leads back to the first. */
  readonly isLoop: boolean;
  readonly onRearrange: (stops: readonly GalleryPicture[]) => void;
  /** Announces a change to screen readers. */
  readonly onAnnounce: (text: string) => void;
}

/** Renders the keyframes in order; they can be dragged, moved by arrow keys, or removed. */
export function Timeline({ keyframes, isLoop, onRearrange, onAnnounce }: TimelineProps) {
  const { t } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number>();

  const focus = (at: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLButtonElement>("[data-stop]")[at]?.focus());
  };
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= keyframes.length || to === from) return;
    const next = keyframes.toSpliced(from, 1).toSpliced(to, 0, keyframes[from]);
    onRearrange(next);
    onAnnounce(t(words.moved, { number: to + 1 }));
  };
  const remove = (at: number): void => {
    onRearrange(keyframes.toSpliced(at, 1));
    onAnnounce(t(words.removed));
    focus(Math.min(at, keyframes.length - 2));
  };
  const onKey = (event: KeyboardEvent, at: number): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") remove(at);
    else if (step === undefined) return;
    else {
      move(at, at + step);
      focus(Math.min(keyframes.length - 1, Math.max(0, at + step)));
    }
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (dragged === undefined) return;
    const boxes = [...list.current!.children].map((child) => child.getBoundingClientRect());
    const over = boxes.findIndex(
      ({ left, right, top, bottom }) =>
        event.clientX >= left && event.clientX < right && event.clientY >= top - 20 && event.clientY < bottom + 20,
    );
    if (over === -1 || over === dragged) return;
    move(dragged, over);
    setDragged(over);
  };
  const seen = new Map<string, number>();
  return (
    <>
      <ol ref={list} className={styles.stops} data-round={isLoop || undefined}>
        {keyframes.map((stop, at) => {
          const often = (seen.get(stop.key) ?? 0) + 1;
          seen.set(stop.key, often);
          return (
            <li key={`${stop.key} ${often}`} data-dragged={at === dragged || undefined}>
              <button
                type="button"
                data-stop
                className={styles.stop}
                aria-label={t(words.stop, { number: at + 1, count: keyframes.length })}
                aria-keyshortcuts="ArrowLeft ArrowRight Delete"
                aria-describedby="morph-stops-how"
                onKeyDown={(event) => onKey(event, at)}
                onPointerDown={(event) => {
                  if (event.button !== 0) return;
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setDragged(at);
                }}
                onPointerMove={onPointerMove}
                onPointerUp={() => setDragged(undefined)}
                onPointerCancel={() => setDragged(undefined)}
              >
                <PictureCanvas pixels={stop.pixels} label="" />
                <span aria-hidden="true">{at + 1}</span>
              </button>
              <button
                type="button"
                className={styles.remove}
                aria-label={t(words.remove, { number: at + 1 })}
                title={t(words.remove, { number: at + 1 })}
                onClick={() => remove(at)}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ol>
      <p id="morph-stops-how" className="muted">
        {t(words.stopsWhy)}
      </p>
    </>
  );
}
