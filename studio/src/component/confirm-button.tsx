import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement } from "react";
import styles from "./confirm-button.module.css";

/** See {@link ConfirmButton}. */
export interface ConfirmButtonProps {
  /** Button that opens the question. */
  readonly button: ReactElement;
  readonly title: string;
  /** Sentence that says what is lost. */
  readonly consequence: string;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
}

/** Renders a button that asks for confirmation before an action that cannot be undone. */
export function ConfirmButton({
  button,
  title,
  consequence,
  confirmLabel,
  cancelLabel,
  onConfirm,
}: ConfirmButtonProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger render={button} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.dialog}>
          <AlertDialog.Title>{title}</AlertDialog.Title>
          <AlertDialog.Description>{consequence}</AlertDialog.Description>
          <div className={styles.answers}>
            <AlertDialog.Close className="button">{cancelLabel}</AlertDialog.Close>
            <AlertDialog.Close className="button" data-look="main" onClick={onConfirm}>
              {confirmLabel}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
