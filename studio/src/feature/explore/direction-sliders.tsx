import { useState } from "react";
import type { Direction } from "omakase/studio";
import type { DirectionEnds } from "../../worker/explore/direction-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { saveFile } from "../../component/save-file.ts";
import { Slider } from "../../component/slider.tsx";
import { words } from "./direction-words.ts";
import styles from "./direction.module.css";

/**
 * Valid name of a direction, as on the command line: letters and digits of any script, `.`, `_`, `-`; 1–60 characters.
 */
const validName = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,59}$/u;

interface DirectionSliderProps {
  /** Steps along the direction, −3 … 3. */
  readonly steps: number;
  readonly onSlide: (far: number) => void;
  /** Pictures at −3 and +3 steps. Undefined until they are drawn. */
  readonly ends?: DirectionEnds;
}

function DirectionSlider({ label, steps, onSlide, ends }: DirectionSliderProps & { readonly label: string }) {
  const { formatNumber } = useLanguage();
  const format = (value: number): string =>
    formatNumber(value, { signDisplay: "exceptZero", maximumFractionDigits: 2 });
  return (
    <div className={styles.ends}>
      <PictureCanvas pixels={ends?.[0]} label="" />
      <Slider label={label} value={steps} onChange={onSlide} min={-3} max={3} step={0.25} format={format} />
      <PictureCanvas pixels={ends?.[1]} label="" />
    </div>
  );
}

/** See {@link SavedDirectionSlider}. */
export interface SavedDirectionSliderProps extends DirectionSliderProps {
  readonly direction: Direction;
  readonly onRemove: () => void;
}

/** Renders the slider of a saved direction. */
export function SavedDirectionSlider({ direction, onRemove, ...sliding }: SavedDirectionSliderProps) {
  const { t } = useLanguage();
  const { name } = direction;
  return (
    <div className={styles.kept}>
      <DirectionSlider label={name} {...sliding} />
      <Button variant="quiet" icon="save" iconOnly onClick={() => saveAsFile(direction)}>
        {t(words.save, { name })}
      </Button>
      <Button variant="quiet" icon="trash" iconOnly onClick={onRemove}>
        {t(words.remove, { name })}
      </Button>
    </div>
  );
}

/** See {@link FoundDirectionSlider}. */
export interface FoundDirectionSliderProps extends DirectionSliderProps {
  readonly label: string;
  readonly onKeep: (name: string) => void;
}

/** Renders the slider of a found direction and a field for its name. */
export function FoundDirectionSlider({ label, onKeep, ...sliding }: FoundDirectionSliderProps) {
  const { t } = useLanguage();
  const [name, setName] = useState("");
  const [isBad, setIsBad] = useState(false);
  const keep = (): void => {
    const wanted = name.trim().replaceAll(/\s+/g, "-");
    setIsBad(!validName.test(wanted));
    if (!validName.test(wanted)) return;
    onKeep(wanted);
    setName("");
  };
  return (
    <div className={styles.found}>
      <DirectionSlider label={label} {...sliding} />
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
          placeholder={t(words.name)}
          aria-label={t(words.nameOf, { name: label })}
          aria-invalid={isBad || undefined}
          onChange={({ target }) => setName(target.value)}
        />
        <Button icon="check" disabled={name.trim() === ""} onClick={keep}>
          {t(words.keep)}
        </Button>
      </form>
      {isBad && (
        <p className={styles.bad} role="alert">
          {t(words.badName)}
        </p>
      )}
    </div>
  );
}

/** Saves a direction as a file; the command line reads it from the folder `directions` of a run. */
function saveAsFile(direction: Direction): void {
  saveFile(`${direction.name}.json`, JSON.stringify(direction), "application/json");
}
