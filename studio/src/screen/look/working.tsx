import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import styles from "./look.module.css";
import type { Job } from "./use-job.ts";
import { words } from "./words.ts";

/** How far long work is, with a way to give it up; and what went wrong. */
export function Working({ job: { busy, progress, stop, error } }: { readonly job: Omit<Job<unknown>, "start"> }) {
  const { say, number } = useLanguage();
  if (!busy) return <ErrorNote error={error} />;
  const done = progress?.done ?? 0;
  const doing = progress ? say(progress.doing) : say(words.starting);
  return (
    <div className={styles.working}>
      <progress max={1} value={done} aria-label={doing} />
      <span>
        {doing} {number(Math.round(100 * done))} %
      </span>
      <Button look="quiet" icon="close" onClick={stop}>
        {say(words.stop)}
      </Button>
    </div>
  );
}
