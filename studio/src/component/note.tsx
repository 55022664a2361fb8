import type { ReactNode } from "react";
import { failureText } from "../worker/failure.ts";
import { useLanguage } from "../language/language.tsx";
import { Icon } from "./icon.tsx";
import styles from "./note.module.css";

/** Shows an error in words; renders nothing if `error` is undefined. */
export function ErrorNote({ error }: { readonly error: unknown }) {
  const { t } = useLanguage();
  if (error === undefined || error === null) return undefined;
  return (
    <p className={styles.error} role="alert">
      <Icon name="warning" />
      <span>{t(failureText(error))}</span>
    </p>
  );
}

/** Shows a note on a screen that has no content yet. */
export function EmptyNote({ children }: { readonly children: ReactNode }) {
  return <div className={styles.empty}>{children}</div>;
}
