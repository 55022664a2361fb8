import type { PreferenceSummary, NamedTraitEffect } from "../../worker/rate/preference-service.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { TraitEffectBars } from "./trait-effect-bars.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** See {@link TraitEffectsPanel}. */
export interface TraitEffectsPanelProps {
  /** Undefined: not known yet. */
  readonly summary: PreferenceSummary | undefined;
  readonly allRaters: boolean;
}

/** As in the sentences: what changes a rating by less is not worth a word, and what is less sure is not said. */
const [least, sure] = [0.2, 0.9];

/** Whether it may say that it follows somebody: it guesses better than who knows the mean alone, and is sure of something. */
function isConfident({ learningCurve, traitEffects }: PreferenceSummary, hasWords: boolean): boolean {
  const guesses = learningCurve.predictions.length === 0 || learningCurve.error < learningCurve.baselineError;
  const isClear = ({ mean, probability }: NamedTraitEffect) =>
    Math.abs(mean) >= least && Math.max(probability, 1 - probability) >= sure;
  return guesses && (!hasWords || traitEffects.some(isClear));
}

/** What it believes somebody likes, in words and as bars. */
export function TraitEffectsPanel({ summary: preferenceSummary, allRaters }: TraitEffectsPanelProps) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const count = preferenceSummary?.count ?? 0;
  return (
    <section className="panel" aria-labelledby="beliefs">
      <div className={styles.head}>
        <h2 id="beliefs">{t(allRaters ? words.beliefsEverybody : words.beliefs)}</h2>
        <span className="muted">{t(words.count, { count })}</span>
      </div>
      {!preferenceSummary || count === 0 ? (
        <p>{t(words.beliefsEmpty)}</p>
      ) : facts!.attributes === undefined ? (
        <p>{t(words.beliefsNone)}</p>
      ) : (
        <>
          <ul className={styles.sentences}>
            {preferenceSummary.sentences.map((sentence) => (
              <li key={sentence.en}>{t(sentence)}</li>
            ))}
          </ul>
          <TraitEffectBars traitEffects={preferenceSummary.traitEffects} />
          <p className="muted">{t(words.beliefsHow)}</p>
        </>
      )}
      {preferenceSummary && <p className={styles.more}>{more()}</p>}
    </section>
  );

  /** How many more it needs, gently. */
  function more(): string {
    if (count === 0) return t(words.more0);
    if (count < 10) return t(words.more10, { count: 10 - count });
    if (!isConfident(preferenceSummary!, facts!.attributes !== undefined)) return t(words.notYet);
    if (count < 30) return t(words.more30, { count: 30 - count });
    if (count < 60) return t(words.more60, { count: 60 - count });
    return t(words.enough);
  }
}
