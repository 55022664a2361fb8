import { Chips, type ChipsProps } from "../../component/chips.tsx";
import styles from "./explore.module.css";

/** Renders a single choice with a label before it. */
export function LabelledChips<Value extends string | number>(props: ChipsProps<Value>) {
  return (
    <div className={styles.choice}>
      <span aria-hidden="true">{props.label}</span>
      <Chips {...props} />
    </div>
  );
}
