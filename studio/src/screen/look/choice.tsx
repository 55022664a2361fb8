import { Chips, type ChipsProps } from "../../part/chips.tsx";
import styles from "./look.module.css";

/** One of several, with what they are about before them. */
export function Choice<Value extends string | number>(props: ChipsProps<Value>) {
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{props.label}</span>
      <Chips {...props} />
    </div>
  );
}
