import type { ReactNode } from "react";
import { failureText } from "../worker/failure.ts";
import { useLanguage } from "../language/language.tsx";
import { Icon } from "./icon.tsx";
import styles from "./note.module.css";

/** What went wrong, in words; nothing where nothing did. */
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

/** What is to be known before something can be seen: a screen that has nothing to show yet. */
export function EmptyNote({ children }: { readonly children: ReactNode }) {
  return <div className={styles.empty}>{children}</div>;
}
