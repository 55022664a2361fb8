import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import styles from "./explore.module.css";
import type { Task } from "./use-task.ts";
import { words } from "./words.ts";

/** Shows the progress of a task, its error, and a stop button. */
export function TaskStatus({ task: { busy, progress, stop, error } }: { readonly task: Omit<Task<unknown>, "start"> }) {
  const { t, formatNumber } = useLanguage();
  if (!busy) return <ErrorNote error={error} />;
  const done = progress?.fraction ?? 0;
  const doing = progress ? t(progress.activity) : t(words.starting);
  return (
    <div className={styles.working}>
      <progress max={1} value={done} aria-label={doing} />
      <span>
        {doing} {formatNumber(Math.round(100 * done))} %
      </span>
      <Button variant="quiet" icon="close" onClick={stop}>
        {t(words.stop)}
      </Button>
    </div>
  );
}
