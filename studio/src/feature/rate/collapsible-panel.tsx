import { useId, type ReactNode } from "react";
import { Icon } from "../../component/icon.tsx";
import styles from "./rate.module.css";

/** See {@link CollapsiblePanel}. */
export interface CollapsiblePanelProps {
  readonly title: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly children: ReactNode;
}

/** Renders a collapsible panel. */
export function CollapsiblePanel({ title, open, onOpen, children }: CollapsiblePanelProps) {
  const id = useId();
  return (
    <section className="panel">
      <h2>
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
        >
          {title}
          <Icon name="chevron" />
        </button>
      </h2>
      <div id={id} hidden={!open} className={styles.folded}>
        {open && children}
      </div>
    </section>
  );
}
