import { useQueries } from "@tanstack/react-query";
import { engine } from "../../worker/client.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import { useLanguage } from "../../language/language.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import styles from "./drawing-templates.module.css";
import { words } from "./words.ts";

/** See {@link DrawingTemplates}. */
export interface DrawingTemplatesProps {
  readonly id: string;
  readonly count: number;
  /** Whether others are waited for first: templates take the worker some time. */
  readonly isWaiting: boolean;
  readonly onPick: (pixels: Pixels) => void;
}

/** Renders drawing templates. */
export function DrawingTemplates({ id, count, isWaiting, onPick }: DrawingTemplatesProps) {
  const { t } = useLanguage();
  const starts = useQueries({
    queries: Array.from({ length: count }, (_, number) => ({
      queryKey: ["start", id, number],
      queryFn: () => engine().translate.template(id, number),
      enabled: !isWaiting,
      staleTime: Infinity,
      retry: false,
    })),
  });
  return (
    <section>
      <h2>{t(words.starts)}</h2>
      <ul className={styles.starts}>
        {starts.map(({ data }, number) => (
          <li key={number}>
            <button
              type="button"
              className={styles.start}
              disabled={!data}
              aria-label={t(words.start, { number: number + 1 })}
              onClick={() => data && onPick(data)}
            >
              <PictureCanvas pixels={data} label="" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
