import { useState } from "react";
import { engine } from "../../worker/client.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useDelayedAnswer, type RaterPreference } from "../../storage/rater-preference.tsx";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { DriftChart } from "./drift-chart.tsx";
import { CollapsiblePanel } from "./collapsible-panel.tsx";
import { RepeatTable } from "./repeat-table.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Minimum number of ratings for a drift estimate. */
const minRatings = 30;

/** Shows the reliability of the rater; computed only while the panel is open. */
export function ReliabilityPanel({
  preference,
  rater,
}: {
  readonly preference: RaterPreference;
  readonly rater: string;
}) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const { id, hash } = facts!;
  const [open, setOpen] = useState(false);
  const { length } = preference.ownRatings;
  const { answer, error } = useDelayedAnswer(
    open && preference.isLoaded ? () => engine().preference.reliability(id, rater) : undefined,
    `${id} ${hash} ${rater} ${length} ${preference.version}`,
    length < 100 ? 200 : 1500, // the cost grows with the number of ratings
  );
  const sentences = answer?.sentences.map((sentence) => t(sentence)) ?? [];
  return (
    <CollapsiblePanel title={t(words.measure)} open={open} onOpen={setOpen}>
      <p className="muted">{t(words.measureWhy)}</p>
      <ul className={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {length < minRatings && <p>{t(words.measureFew, { count: minRatings - length })}</p>}
      {answer?.drift && (
        <>
          <h3>{t(words.drift)}</h3>
          <DriftChart drift={answer.drift} description={sentences.join(" ")} />
          <p className="muted">{t(answer.drift.change ? words.driftHow : words.driftDots)}</p>
        </>
      )}
      <h3>{t(words.agreement)}</h3>
      {answer && answer.repeats.length > 0 ? (
        <>
          <RepeatTable repeats={answer.repeats} />
          <p className="muted">{t(words.agreementHow)}</p>
        </>
      ) : (
        <p className="muted">{t(words.measureNoRepeats)}</p>
      )}
      <ErrorNote error={error} />
    </CollapsiblePanel>
  );
}
