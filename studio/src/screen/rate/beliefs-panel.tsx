import type { Insight } from "../../engine/taste.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { BeliefBars } from "./belief-bars.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** See {@link BeliefsPanel}. */
export interface BeliefsPanelProps {
  /** Undefined: not known yet. */
  readonly insight: Insight | undefined;
  readonly everybody: boolean;
}

/** What it believes somebody likes, in words and as bars. */
export function BeliefsPanel({ insight, everybody }: BeliefsPanelProps) {
  const { say } = useLanguage();
  const { facts } = useRun();
  const count = insight?.count ?? 0;
  return (
    <section className="panel" aria-labelledby="beliefs">
      <div className={styles.head}>
        <h2 id="beliefs">{say(everybody ? words.beliefsEverybody : words.beliefs)}</h2>
        <span className="muted">{say(words.count, { count })}</span>
      </div>
      {!insight || count === 0 ? (
        <p>{say(words.beliefsEmpty)}</p>
      ) : facts!.attributes === undefined ? (
        <p>{say(words.beliefsNone)}</p>
      ) : (
        <>
          <ul className={styles.sentences}>
            {insight.sentences.map((sentence) => (
              <li key={sentence.en}>{say(sentence)}</li>
            ))}
          </ul>
          <BeliefBars beliefs={insight.beliefs} />
          <p className="muted">{say(words.beliefsHow)}</p>
        </>
      )}
      {insight && <p className={styles.more}>{more()}</p>}
    </section>
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
