import { useLanguage } from "../../language/language.tsx";
import { TrainingProgressBar, TrainingStateText } from "./training-state.tsx";
import { trainingName } from "./training-name.ts";
import { TrainingThumbnail } from "./training-thumbnail.tsx";
import styles from "./training-list.module.css";
import type { PlacedTraining } from "./trainings.ts";
import { words } from "./words.ts";

/** See {@link TrainingList}. */
export interface TrainingListProps {
  readonly trainings: readonly PlacedTraining[];
  /** Key of the shown training. */
  readonly shown: string | undefined;
  readonly onShow: (key: string) => void;
  /** Keys of the compared trainings. */
  readonly compared: readonly string[];
  readonly onCompare: (keys: readonly string[]) => void;
}

/** Lists all trainings, to show one or compare several. */
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
                <TrainingThumbnail training={training} />
                <b>{t(trainingName(job))}</b>
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
