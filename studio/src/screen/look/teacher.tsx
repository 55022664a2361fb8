import { useEffect, useState } from "react";
import type { Direction } from "omakase";
import type { Taught } from "../../engine/look-direction.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Icon } from "../../part/icon.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";
import { useFresh, useOwnGallery } from "./fresh.tsx";

/** What a direction is to be learned from. */
export interface Lesson {
  readonly having: readonly Taught[];
  readonly lacking: readonly Taught[];
  /** Directions that it keeps clear of. */
  readonly others: readonly Direction[];
}

/** See {@link Teacher}. */
export interface TeacherProps {
  readonly kept: readonly Direction[];
  readonly disabled: boolean;
  readonly onLearn: (lesson: Lesson) => void;
}

type Mark = "has" | "lacks";
/** Fewer say nothing. */
const fewest = 2;
/** So many are there to begin with. */
const shown = 24;

/** Pictures to be marked: has it, has it not. */
export function Teacher({ kept, disabled, onLearn }: TeacherProps) {
  const { say } = useLanguage();
  const { pictures: fresh, draw, busy, error } = useFresh();
  const gallery = useOwnGallery();
  const [marks, setMarks] = useState<ReadonlyMap<string, Mark>>(new Map());
  const [clearOf, setClearOf] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setIsOpen] = useState(false);
  const tooFew = isOpen && fresh.length < shown && !busy && error === undefined;
  useEffect(() => {
    if (tooFew) draw(shown - fresh.length);
  }, [tooFew, draw, fresh.length]);
  const pictures = [...fresh, ...gallery.filter(({ key }) => !fresh.some((one) => one.key === key)).slice(0, 48)];
  const marked = (mark: Mark) =>
    pictures.filter(({ key }) => marks.get(key) === mark).map(({ card, pixels }) => ({ card, pixels }));
  const [having, lacking] = [marked("has"), marked("lacks")];
  const turn = (key: string): void =>
    setMarks((before) => {
      const after = new Map(before);
      const next = { has: "lacks", lacks: undefined, none: "has" } as const;
      const mark = next[before.get(key) ?? "none"];
      if (mark) after.set(key, mark);
      else after.delete(key);
      return after;
    });
  const others = kept.filter(({ name }) => clearOf.has(name));
  return (
    <details className={`panel ${styles.teacher}`} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>{say(words.teach)}</h2>
      </summary>
      <p>{say(words.teachHow)}</p>
      <ul className={styles.grid}>
        {pictures.map(({ key, pixels }, at) => {
          const mark = marks.get(key);
          const word = say(mark === undefined ? words.unmarked : words[mark]);
          return (
            <li key={key}>
              <button
                type="button"
                className={styles.mark}
                data-mark={mark}
                aria-label={say(words.markOf, { number: at + 1, mark: word })}
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
          <legend>{say(words.clear)}</legend>
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
          look="main"
          disabled={disabled || Math.min(having.length, lacking.length) < fewest}
          onClick={() => onLearn({ having, lacking, others })}
        >
          {say(words.learn)}
        </Button>
        <span aria-live="polite">{say(words.counted, { having: having.length, lacking: lacking.length })}</span>
        <Button icon="dice" disabled={busy} onClick={() => draw()}>
          {say(words.more)}
        </Button>
        <Button look="quiet" disabled={marks.size === 0} onClick={() => setMarks(new Map())}>
          {say(words.clearMarks)}
        </Button>
      </div>
    </details>
  );
}
