import { lazy, Suspense, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { Icon } from "../../component/icon.tsx";
import styles from "./collection.module.css";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

const TakeHomeFiles = lazy(() => import("./take-home-files.tsx"));

/** Offers files of the picture and of the model; what makes them is fetched when it unfolds. */
export function TakeHome({ state }: { readonly state: DrawState }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.collection} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{t(words.takeHome)}</h2>
        <span className="muted">{t(words.takeHomeWhy)}</span>
        <Icon name="chevron" />
      </summary>
      <Suspense>{isOpen && <TakeHomeFiles state={state} />}</Suspense>
    </details>
  );
}
