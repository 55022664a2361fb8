import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { KeptPicture } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../part/icon.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import styles from "./morph.module.css";
import { words } from "./words.ts";

/** See {@link Timeline}. */
export interface TimelineProps {
  readonly stops: readonly KeptPicture[];
  /** Whether the last turns into the first. */
  readonly isRound: boolean;
  readonly onRearrange: (stops: readonly KeptPicture[]) => void;
  /** What has happened, for those who hear the page. */
  readonly onTell: (text: string) => void;
}

/** The stops in their order, to be dragged, moved by arrow keys, or taken out. */
export function Timeline({ stops, isRound, onRearrange, onTell }: TimelineProps) {
  const { say } = useLanguage();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number>();

  const focus = (at: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLButtonElement>("[data-stop]")[at]?.focus());
  };
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= stops.length || to === from) return;
    const next = stops.toSpliced(from, 1).toSpliced(to, 0, stops[from]);
    onRearrange(next);
    onTell(say(words.moved, { number: to + 1 }));
  };
  const remove = (at: number): void => {
    onRearrange(stops.toSpliced(at, 1));
    onTell(say(words.removed));
    focus(Math.min(at, stops.length - 2));
  };
  const onKey = (event: KeyboardEvent, at: number): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") remove(at);
    else if (step === undefined) return;
    else {
      move(at, at + step);
      focus(Math.min(stops.length - 1, Math.max(0, at + step)));
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
      <ol ref={list} className={styles.stops} data-round={isRound || undefined}>
        {stops.map((stop, at) => {
          const often = (seen.get(stop.key) ?? 0) + 1;
          seen.set(stop.key, often);
          return (
            <li key={`${stop.key} ${often}`} data-dragged={at === dragged || undefined}>
              <button
                type="button"
                data-stop
                className={styles.stop}
                aria-label={say(words.stop, { number: at + 1, count: stops.length })}
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
                aria-label={say(words.remove, { number: at + 1 })}
                title={say(words.remove, { number: at + 1 })}
                onClick={() => remove(at)}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ol>
      <p id="morph-stops-how" className="muted">
        {say(words.stopsWhy)}
      </p>
    </>
  );
}
