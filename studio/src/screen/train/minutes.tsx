import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import styles from "./minutes.module.css";
import { words } from "./words.ts";

const choices = [1, 3, 10, 30, 60] as const;

/** See {@link Minutes}. */
export interface MinutesProps {
  /** As it was typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What stands after the number. */
  readonly unit: string;
}

/** Asks for how long: a usual time, or any. */
export function Minutes({ value, onChange, unit }: MinutesProps) {
  const { say } = useLanguage();
  return (
    <div className="row">
      <Chips
        label={say(words.howLong)}
        choices={choices.map((minutes) => ({ value: minutes, label: say(words.minutesChip, { minutes }) }))}
        chosen={choices.find((minutes) => minutes === Number(value))}
        onChoose={(minutes) => onChange(String(minutes))}
      />
      <label className={styles.minutes}>
        <input
          className="field"
          type="number"
          min="0"
          max="10080"
          step="any"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
        {unit}
      </label>
    </div>
  );
}
