import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement } from "react";
import styles from "./question.module.css";

/** See {@link Question}. */
export interface QuestionProps {
  /** The button that asks. */
  readonly button: ReactElement;
  readonly title: string;
  /** What is gone then. */
  readonly why: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}

/** A button that asks once more before it does what cannot be undone. */
export function Question({ button, title, why, yes, no, onYes }: QuestionProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={button} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.dialog}>
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{why}</AlertDialog.Description>
          <div className={styles.answers}>
            <AlertDialog.Close className="button">{no}</AlertDialog.Close>
            <AlertDialog.Close className="button" data-look="main" onClick={onYes}>
              {yes}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
