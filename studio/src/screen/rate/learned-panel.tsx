import { engine } from "../../engine/client.ts";
import { useRun } from "../../kept/run.tsx";
import { useAnswer, type UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { BeliefBars } from "./belief-bars.tsx";
import { GoodChart } from "./good-chart.tsx";
import { GuessChart } from "./guess-chart.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** See {@link LearnedPanel}. */
export interface LearnedPanelProps {
  readonly taste: UsedTaste;
  readonly rater: string;
  readonly everybody: boolean;
}

/** What was learned: in words, as bars, and whether it is learned at all. */
export function LearnedPanel({ taste, rater, everybody }: LearnedPanelProps) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const { id, attributes } = facts!;
  const heard = everybody ? taste.held.length : taste.own.length;
  const when = `${id} ${facts!.hash} ${everybody} ${rater} ${heard} ${taste.version}`;
  const { answer, error } = useAnswer(
    taste.open ? () => engine().taste.insight(id, everybody ? undefined : rater) : undefined,
    when,
    heard < 100 ? 30 : 400,
  );
  const count = answer?.count ?? 0;
  return (
    <>
      <section className="panel" aria-labelledby="beliefs">
        <div className={styles.head}>
          <h2 id="beliefs">{say(everybody ? words.beliefsEverybody : words.beliefs)}</h2>
          <span className="muted">{say(words.count, { count })}</span>
        </div>
        {!answer || count === 0 ? (
          <p>{say(words.beliefsEmpty)}</p>
        ) : attributes === undefined ? (
          <p>{say(words.beliefsNone)}</p>
        ) : (
          <>
            <ul className={styles.sentences}>
              {answer.sentences.map((sentence) => (
                <li key={sentence.en}>{say(sentence)}</li>
              ))}
            </ul>
            <BeliefBars beliefs={answer.beliefs} />
            <p className="muted">{say(words.beliefsHow)}</p>
          </>
        )}
        <p className={styles.more}>{more()}</p>
        <ErrorNote error={error} />
      </section>
      <section className="panel" aria-labelledby="good-share">
        <h2 id="good-share">{say(words.good)}</h2>
        {answer && answer.learned.goodShares.length > 0 ? (
          <GoodChart shares={answer.learned.goodShares} />
        ) : (
          <p className="muted">{say(count > 0 ? words.choicesOnly : words.few)}</p>
        )}
      </section>
      <section className="panel" aria-labelledby="guesses">
        <h2 id="guesses">{say(words.guesses)}</h2>
        {answer && answer.learned.guesses.length > 0 ? (
          <GuessChart {...answer.learned} />
        ) : (
          <p className="muted">{say(count > 0 ? words.choicesOnly : words.few)}</p>
        )}
      </section>
    </>
  );

  /** How many more it needs, gently. */
  function more(): string {
    if (count === 0) return say(words.more0);
    if (count < 10) return say(words.more10, { count: 10 - count });
    if (count < 30) return say(words.more30, { count: 30 - count });
    if (count < 60) return say(words.more60, { count: 60 - count });
    return say(words.enough);
  }
}
