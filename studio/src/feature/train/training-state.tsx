import { useServerDisconnected } from "../../storage/server-events.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./training-state.module.css";
import { usePreparing, type PlacedTraining } from "./trainings.ts";
import { words } from "./words.ts";

/** Renders the state of a training in words. */
export function TrainingStateText({ training }: { readonly training: PlacedTraining }) {
  const { t } = useLanguage();
  const { state, step, finishing } = training.job;
  const preparing = usePreparing(training);
  const lost = useServerDisconnected() && training.backend === "server";
  if (lost && state !== "done") return <>{t(words.unknown)}</>;
  if (preparing) return <>{t(words.preparing, preparing)}</>;
  if (state === "training" && step === 0) return <>{t(words.compiling)}</>;
  return <>{t(words[state === "training" && finishing ? "finishing" : state])}</>;
}

/** Renders the progress of a training. */
export function TrainingProgressBar({
  training,
  thin = false,
}: {
  readonly training: PlacedTraining;
  readonly thin?: boolean;
}) {
  const { t } = useLanguage();
  const { job } = training;
  const preparing = usePreparing(training);
  const done = preparing ? preparing.done / preparing.total : job.done;
  return (
    <div
      className={styles.progress}
      data-thin={thin || undefined}
      data-preparing={preparing ? true : undefined}
      role="progressbar"
      aria-label={`${job.id}: ${t(words.progress)}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * done)}
    >
      <span style={{ width: `${100 * done}%` }} />
    </div>
  );
}
