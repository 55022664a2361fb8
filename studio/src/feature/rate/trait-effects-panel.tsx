import type { PreferenceSummary, NamedTraitEffect } from "../../worker/rate/preference-service.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { TraitEffectBars } from "./trait-effect-bars.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** See {@link TraitEffectsPanel}. */
export interface TraitEffectsPanelProps {
  /** Summary of the preference model; undefined before the first answer. */
  readonly summary: PreferenceSummary | undefined;
  readonly allRaters: boolean;
}

/** Minimum effect on a rating, and minimum probability, of a stated preference; as in the sentences. */
const [least, sure] = [0.2, 0.9];
/** Maximum number of traits in the one sentence about a taste. */
const maxLiked = 2;

/** Returns whether the model predicts better than the mean rating and is sure of at least one trait. */
function isConfident({ learningCurve, traitEffects }: PreferenceSummary, hasWords: boolean): boolean {
  const guesses = learningCurve.predictions.length === 0 || learningCurve.error < learningCurve.baselineError;
  const isClear = ({ mean, probability }: NamedTraitEffect) =>
    Math.abs(mean) >= least && Math.max(probability, 1 - probability) >= sure;
  return guesses && (!hasWords || traitEffects.some(isClear));
}

/** Shows the estimated preferences in words and as bars. */
export function TraitEffectsPanel({ summary: preferenceSummary, allRaters }: TraitEffectsPanelProps) {
  const { t } = useLanguage();
  const { facts } = useRun();
  const count = preferenceSummary?.count ?? 0;
  const liked = (preferenceSummary?.traitEffects ?? [])
    .filter(({ mean, probability }) => mean >= least && probability >= sure)
    .slice(0, maxLiked);
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
          {liked.length > 0 && <p>{t(words.likes, { names: liked.map(({ name }) => t(name)).join(t(words.and)) })}</p>}
          <details className={styles.details}>
            <summary>{t(words.details)}</summary>
            <ul className={styles.sentences}>
              {preferenceSummary.sentences.map((sentence) => (
                <li key={sentence.en}>{t(sentence)}</li>
              ))}
            </ul>
            <TraitEffectBars traitEffects={preferenceSummary.traitEffects} />
            <p className="muted">{t(words.beliefsHow)}</p>
          </details>
        </>
      )}
      {preferenceSummary && <p className={styles.more}>{more()}</p>}
    </section>
  );

  /** Returns a sentence that says how many more ratings are needed. */
  function more(): string {
    if (count === 0) return t(words.more0);
    if (count < 10) return t(words.more10, { count: 10 - count });
    if (!isConfident(preferenceSummary!, facts!.attributes !== undefined)) return t(words.notYet);
    if (count < 30) return t(words.more30, { count: 30 - count });
    if (count < 60) return t(words.more60, { count: 60 - count });
    return t(words.enough);
  }
}
