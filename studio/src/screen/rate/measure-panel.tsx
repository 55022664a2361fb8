import { useState } from "react";
import { engine } from "../../engine/client.ts";
import { useRun } from "../../kept/run.tsx";
import { useAnswer, type UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { DriftChart } from "./drift-chart.tsx";
import { Fold } from "./fold.tsx";
import { RepeatTable } from "./repeat-table.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Ratings from which on a drift may be told. */
const enough = 30;

/** How steady the rater is. It is measured only while somebody looks at it. */
export function MeasurePanel({ taste, rater }: { readonly taste: UsedTaste; readonly rater: string }) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const { id, hash } = facts!;
  const [open, setOpen] = useState(false);
  const { length } = taste.own;
  const { answer, error } = useAnswer(
    open && taste.open ? () => engine().taste.steadiness(id, rater) : undefined,
    `${id} ${hash} ${rater} ${length} ${taste.version}`,
    length < 100 ? 200 : 1500, // it takes longer, the more there is
  );
  const sentences = answer?.sentences.map((sentence) => say(sentence)) ?? [];
  return (
    <Fold title={say(words.measure)} open={open} onOpen={setOpen}>
      <p className="muted">{say(words.measureWhy)}</p>
      <ul className={styles.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {length < enough && <p>{say(words.measureFew, { count: enough - length })}</p>}
      {answer?.drift && (
        <>
          <h3>{say(words.drift)}</h3>
          <DriftChart drift={answer.drift} said={sentences.join(" ")} />
          <p className="muted">{say(answer.drift.change ? words.driftHow : words.driftDots)}</p>
        </>
      )}
      <h3>{say(words.agreement)}</h3>
      {answer && answer.repeats.length > 0 ? (
        <>
          <RepeatTable repeats={answer.repeats} />
          <p className="muted">{say(words.agreementHow)}</p>
        </>
      ) : (
        <p className="muted">{say(words.measureNoRepeats)}</p>
      )}
      <ErrorNote error={error} />
    </Fold>
  );
}
