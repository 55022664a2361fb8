import { Slider as Base } from "@base-ui/react/slider";
import { useId } from "react";
import styles from "./slider.module.css";

/** See {@link Slider}. */
export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** How the value is written. Default: the number. */
  readonly format?: (value: number) => string;
  /** What stands at the two ends. Default: nothing. */
  readonly ends?: readonly [low: string, high: string];
  /** Hides the name (not from those who hear the page). Default false. */
  readonly bare?: boolean;
  readonly disabled?: boolean;
}

/** A number chosen by sliding, with its name and value above. */
export function Slider({ label, value, onChange, min, max, step, format = String, ends, bare, disabled }: SliderProps) {
  const id = useId();
  return (
    <Base.Root
      className={styles.slider}
      value={value}
      onValueChange={(next) => onChange(next as number)}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      aria-labelledby={id}
    >
      <div className={bare ? "unseen" : styles.head}>
        <span id={id}>{label}</span>
        <Base.Value className={styles.value}>{(_, [shown]) => format(shown)}</Base.Value>
      </div>
      <Base.Control className={styles.control}>
        <Base.Track className={styles.track}>
          <Base.Indicator className={styles.fill} />
          <Base.Thumb className={styles.thumb} aria-labelledby={id} getAriaValueText={(_, shown) => format(shown)} />
        </Base.Track>
      </Base.Control>
      {ends && (
        <div className={styles.ends} aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </Base.Root>
  );
}
