import type { Insight, ToldBelief } from "../../engine/taste.ts";
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

/** As in the sentences: what changes a rating by less is not worth a word, and what is less sure is not said. */
const [least, sure] = [0.2, 0.9];

/** Whether it may say that it follows somebody: it guesses better than who knows the mean alone, and is sure of something. */
function follows({ learned, beliefs }: Insight, hasWords: boolean): boolean {
  const guesses = learned.guesses.length === 0 || learned.error < learned.plainError;
  const isClear = ({ mean, chance }: ToldBelief) => Math.abs(mean) >= least && Math.max(chance, 1 - chance) >= sure;
  return guesses && (!hasWords || beliefs.some(isClear));
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
    if (!follows(insight!, facts!.attributes !== undefined)) return say(words.notYet);
    if (count < 30) return say(words.more30, { count: 30 - count });
    if (count < 60) return say(words.more60, { count: 60 - count });
    return say(words.enough);
  }
}
