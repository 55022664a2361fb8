import { useEffect, useState, type ReactNode } from "react";
import type { Direction } from "omakase/studio";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Icon } from "../../component/icon.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";
import { useRandomPictures, useCurrentGallery } from "./random-pictures.tsx";

/** Labelled examples for a direction. */
export interface LabelledExamples {
  readonly present: readonly RenderedPicture[];
  readonly absent: readonly RenderedPicture[];
  /** Directions that the new one is orthogonal to. */
  readonly orthogonalTo: readonly Direction[];
}

/** See {@link Labeller}. */
export interface LabellerProps {
  readonly kept: readonly Direction[];
  readonly disabled: boolean;
  readonly onLearn: (lesson: LabelledExamples) => void;
  /** Status of the learning, below the button. */
  readonly children: ReactNode;
}

type Label = "has" | "lacks";
/** Minimum number of pictures per label. */
const minPerLabel = 2;
/** Number of pictures shown at first. */
const initialCount = 24;

/** Renders pictures to label: has the attribute, or lacks it. */
export function Labeller({ kept, disabled, onLearn, children }: LabellerProps) {
  const { t } = useLanguage();
  const { pictures: fresh, draw, busy, error } = useRandomPictures();
  const gallery = useCurrentGallery();
  const [marks, setMarks] = useState<ReadonlyMap<string, Label>>(new Map());
  const [clearOf, setClearOf] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setIsOpen] = useState(false);
  const tooFew = isOpen && fresh.length < initialCount && !busy && error === undefined;
  useEffect(() => {
    if (tooFew) draw(initialCount - fresh.length);
  }, [tooFew, draw, fresh.length]);
  const pictures = [...fresh, ...gallery.filter(({ key }) => !fresh.some((one) => one.key === key)).slice(0, 48)];
  const marked = (mark: Label) =>
    pictures
      .filter(({ key }) => marks.get(key) === mark)
      .map(({ candidate, recipe, pixels }) => ({ candidate, recipe, pixels }));
  const [present, absent] = [marked("has"), marked("lacks")];
  const turn = (key: string): void =>
    setMarks((before) => {
      const after = new Map(before);
      const next = { has: "lacks", lacks: undefined, none: "has" } as const;
      const mark = next[before.get(key) ?? "none"];
      if (mark) after.set(key, mark);
      else after.delete(key);
      return after;
    });
  const orthogonalTo = kept.filter(({ name }) => clearOf.has(name));
  return (
    <details className={`panel ${styles.teacher}`} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>{t(words.teach)}</h2>
      </summary>
      <p>{t(words.teachHow)}</p>
      <ul className={styles.grid}>
        {pictures.map(({ key, pixels }, at) => {
          const mark = marks.get(key);
          const word = t(mark === undefined ? words.unmarked : words[mark]);
          return (
            <li key={key}>
              <button
                type="button"
                className={styles.mark}
                data-mark={mark}
                aria-label={t(words.markOf, { number: at + 1, mark: word })}
                onClick={() => turn(key)}
              >
                <PictureCanvas pixels={pixels} label="" />
                {mark && (
                  <span className={styles.badge}>
                    <Icon name={mark === "has" ? "check" : "minus"} />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {kept.length > 0 && (
        <fieldset className={styles.clear}>
          <legend>{t(words.clear)}</legend>
          {kept.map(({ name }) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={clearOf.has(name)}
                onChange={({ target }) =>
                  setClearOf((before) => {
                    const after = new Set(before);
                    if (target.checked) after.add(name);
                    else after.delete(name);
                    return after;
                  })
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <div className="row">
        <Button
          variant="main"
          disabled={disabled || Math.min(present.length, absent.length) < minPerLabel}
          onClick={() => onLearn({ present, absent, orthogonalTo })}
        >
          {t(words.learn)}
        </Button>
        <span aria-live="polite">{t(words.counted, { present: present.length, absent: absent.length })}</span>
        <Button icon="dice" disabled={busy} onClick={() => draw()}>
          {t(words.more)}
        </Button>
        <Button variant="quiet" disabled={marks.size === 0} onClick={() => setMarks(new Map())}>
          {t(words.clearMarks)}
        </Button>
      </div>
      {children}
    </details>
  );
}
