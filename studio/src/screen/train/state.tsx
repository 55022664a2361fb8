import { useServerLost } from "../../kept/news.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./state.module.css";
import { usePreparing, type Training } from "./trainings.ts";
import { words } from "./words.ts";

/** How a training stands, in words. */
export function StateWords({ training }: { readonly training: Training }) {
  const { say } = useLanguage();
  const { state, step } = training.job;
  const preparing = usePreparing(training);
  const lost = useServerLost() && training.place === "server";
  if (lost && state !== "done") return <>{say(words.unknown)}</>;
  if (preparing) return <>{say(words.preparing, preparing)}</>;
  if (state === "training" && step === 0) return <>{say(words.compiling)}</>;
  return <>{say(words[state])}</>;
}

/** How far it is. */
export function Progress({ training, thin = false }: { readonly training: Training; readonly thin?: boolean }) {
  const { say } = useLanguage();
  const { job } = training;
  const preparing = usePreparing(training);
  const done = preparing ? preparing.done / preparing.total : job.done;
  return (
    <div
      className={styles.progress}
      data-thin={thin || undefined}
      data-preparing={preparing ? true : undefined}
      role="progressbar"
      aria-label={`${job.id}: ${say(words.progress)}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * done)}
    >
      <span style={{ width: `${100 * done}%` }} />
    </div>
  );
}
