import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../component/chips.tsx";
import styles from "./time-field.module.css";
import { words } from "./words.ts";

const choices = [1, 3, 10, 30, 60] as const;

/** See {@link TimeField}. */
export interface TimeFieldProps {
  /** Minutes as typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Unit after the number. */
  readonly unit: string;
}

/** Renders a field for a duration, with common choices. */
export function TimeField({ value, onChange, unit }: TimeFieldProps) {
  const { t } = useLanguage();
  return (
    <div className="row">
      <Chips
        label={t(words.howLong)}
        choices={choices.map((minutes) => ({ value: minutes, label: t(words.minutesChip, { minutes }) }))}
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
