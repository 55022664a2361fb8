import { useState } from "react";
import type { Direction } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { saveFile } from "../../part/save-file.ts";
import { Slider } from "../../part/slider.tsx";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";

/** Letters and digits of any script, and `.`, `_`, `-`: as the command line has it. */
const goodName = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,59}$/u;

interface SlidingProps {
  /** −3 … 3. */
  readonly far: number;
  readonly onSlide: (far: number) => void;
}

function Sliding({ label, far, onSlide }: SlidingProps & { readonly label: string }) {
  const { number } = useLanguage();
  const format = (value: number): string => number(value, { signDisplay: "exceptZero", maximumFractionDigits: 2 });
  return <Slider label={label} value={far} onChange={onSlide} min={-3} max={3} step={0.25} format={format} />;
}

/** See {@link KeptSlider}. */
export interface KeptSliderProps extends SlidingProps {
  readonly direction: Direction;
  readonly onRemove: () => void;
}

/** A direction that has a name. */
export function KeptSlider({ direction, onRemove, ...sliding }: KeptSliderProps) {
  const { say } = useLanguage();
  const { name } = direction;
  return (
    <div className={styles.kept}>
      <Sliding label={name} {...sliding} />
      <Button look="quiet" icon="save" wordless onClick={() => saveAsFile(direction)}>
        {say(words.save, { name })}
      </Button>
      <Button look="quiet" icon="trash" wordless onClick={onRemove}>
        {say(words.remove, { name })}
      </Button>
    </div>
  );
}

/** See {@link FoundSlider}. */
export interface FoundSliderProps extends SlidingProps {
  readonly label: string;
  readonly onKeep: (name: string) => void;
}

/** A direction that waits for a name. */
export function FoundSlider({ label, onKeep, ...sliding }: FoundSliderProps) {
  const { say } = useLanguage();
  const [name, setName] = useState("");
  const [isBad, setIsBad] = useState(false);
  const keep = (): void => {
    const wanted = name.trim().replaceAll(/\s+/g, "-");
    setIsBad(!goodName.test(wanted));
    if (!goodName.test(wanted)) return;
    onKeep(wanted);
    setName("");
  };
  return (
    <div className={styles.found}>
      <Sliding label={label} {...sliding} />
      <form
        className={styles.naming}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <input
          className="field"
          value={name}
          maxLength={60}
          placeholder={say(words.name)}
          aria-label={say(words.nameOf, { name: label })}
          aria-invalid={isBad || undefined}
          onChange={({ target }) => setName(target.value)}
        />
        <Button icon="check" disabled={name.trim() === ""} onClick={keep}>
          {say(words.keep)}
        </Button>
      </form>
      {isBad && (
        <p className={styles.bad} role="alert">
          {say(words.badName)}
        </p>
      )}
    </div>
  );
}

/** As the command line keeps directions: in the folder `directions` of a run. */
function saveAsFile(direction: Direction): void {
  saveFile(`${direction.name}.json`, JSON.stringify(direction), "application/json");
}
