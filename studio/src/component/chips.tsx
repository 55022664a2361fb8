import styles from "./chips.module.css";

/** See {@link Chips}. */
export interface ChipsProps<Value extends string | number> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly note?: string }[];
  readonly chosen: Value | undefined;
  readonly onChoose: (value: Value) => void;
}

/** Renders a single choice as a row of round buttons. */
export function Chips<Value extends string | number>({ label, choices, chosen, onChoose }: ChipsProps<Value>) {
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {choices.map(({ value, label, note }) => (
        <button
          key={value}
          type="button"
          className={styles.chip}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {label}
          {note !== undefined && <small>{note}</small>}
        </button>
      ))}
    </div>
  );
}
