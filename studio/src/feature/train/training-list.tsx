import { useLanguage } from "../../language/language.tsx";
import { TrainingProgressBar, TrainingStateText } from "./training-state.tsx";
import styles from "./training-list.module.css";
import type { PlacedTraining } from "./trainings.ts";
import { words } from "./words.ts";

/** See {@link TrainingList}. */
export interface TrainingListProps {
  readonly trainings: readonly PlacedTraining[];
  /** The key of the one that is shown. */
  readonly shown: string | undefined;
  readonly onShow: (key: string) => void;
  /** The keys of those that are compared. */
  readonly compared: readonly string[];
  readonly onCompare: (keys: readonly string[]) => void;
}

/** All trainings, to choose one or to mark several. */
export function TrainingList({ trainings, shown, onShow, compared, onCompare }: TrainingListProps) {
  const { t } = useLanguage();
  return (
    <section className="panel">
      <h2>{t(words.trainings)}</h2>
      <ul className={styles.list}>
        {trainings.map((training) => {
          const { key, job, backend } = training;
          return (
            <li key={key} className={styles.item} data-shown={key === shown || undefined}>
              {trainings.length > 1 && (
                <input
                  type="checkbox"
                  aria-label={t(words.compare, { name: job.id })}
                  checked={compared.includes(key)}
                  onChange={({ target }) =>
                    onCompare(target.checked ? [...compared, key] : compared.filter((one) => one !== key))
                  }
                />
              )}
              <button type="button" className={styles.show} aria-pressed={key === shown} onClick={() => onShow(key)}>
                <b>{job.id}</b>
                <small>
                  {t(words[backend])} · <TrainingStateText training={training} />
                </small>
                {job.state !== "done" && <TrainingProgressBar training={training} thin />}
              </button>
            </li>
          );
        })}
      </ul>
      {trainings.length > 1 && <p className="muted">{t(words.compareHow)}</p>}
    </section>
  );
}
