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
  /** Formats the value. Default: the plain number. */
  readonly format?: (value: number) => string;
  /** Labels of the two ends. Default: none. */
  readonly ends?: readonly [low: string, high: string];
  /** Hides the label visually; screen readers still announce it. Default false. */
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
  /** Shows that no value is set: `value` is only the start position. Default false. */
  readonly isUnset?: boolean;
}

/** Renders a slider with its label and value above. */
export function Slider(props: SliderProps) {
  const { label, value, onChange, min, max, step, format = String, ends, hideLabel, disabled, isUnset } = props;
  const id = useId();
  return (
    <Base.Root
      className={styles.slider}
      data-off={isUnset || undefined}
      value={value}
      onValueChange={(next) => onChange(next as number)}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      aria-labelledby={id}
    >
      <div className={hideLabel ? "unseen" : styles.head}>
        <span id={id}>{label}</span>
        <Base.Value className={styles.value}>{(_, [shown]) => format(shown)}</Base.Value>
      </div>
      <Base.Control className={styles.control}>
        <Base.Track className={styles.track}>
          {!isUnset &&
            (min < 0 && max > 0 ? <FromZero {...{ value, min, max }} /> : <Base.Indicator className={styles.fill} />)}
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

/** Draws a bar from zero to the value if the range has both signs. */
function FromZero({ value, min, max }: Pick<SliderProps, "value" | "min" | "max">) {
  const [low, high] = [Math.max(min, Math.min(0, value)), Math.min(max, Math.max(0, value))];
  const percent = (length: number): string => `${(100 * length) / (max - min)}%`;
  return (
    <span
      className={styles.fromZero}
      style={{ insetInlineStart: percent(low - min), inlineSize: percent(high - low) }}
    />
  );
}
