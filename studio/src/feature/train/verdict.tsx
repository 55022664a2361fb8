import { verdictWords, type Text, type Verdict } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import styles from "./verdict.module.css";
import { words } from "./words.ts";

/** Advice for each verdict. */
const advice: Readonly<Record<Verdict, Text>> = {
  healthy: words.healthyHow,
  undertrained: words.undertrainedHow,
  "too strong": words.strongHow,
  "too weak": words.weakHow,
  collapsing: words.collapsingHow,
  memorising: words.memorisingHow,
  stalled: words.stalledHow,
  broken: words.brokenHow,
};

/** See {@link VerdictNote}. */
export interface VerdictNoteProps {
  readonly verdict: string | undefined;
  /** Whether the model has seen enough images for a meaningful verdict. */
  readonly isMeaningful: boolean;
  readonly done: boolean;
  /** Whether the model has seen too few images for clear samples, regardless of the verdict. */
  readonly isUndertrained: boolean;
  /** Whether it learns so few pictures that it can only copy them: it is not called healthy then. */
  readonly isTiny: boolean;
}

/** Renders the verdict of a training with advice. */
export function VerdictNote({ verdict, isMeaningful, done, isUndertrained, isTiny }: VerdictNoteProps) {
  const { t } = useLanguage();
  const known = isMeaningful && verdict !== undefined && verdict in verdictWords ? (verdict as Verdict) : undefined;
  if (isTiny && ["healthy", "undertrained"].includes(known ?? "healthy"))
    return (
      <p className={styles.verdict} data-verdict="memorising" role="status">
        <b>{t(words.tooFew)}</b>
        <span>{t(words.tooFewHow)}</span>
      </p>
    );
  const isJudged = known !== undefined && known !== "undertrained";
  const healthyDone = isUndertrained ? words.healthyShort : words.healthyDone;
  const how = done && known === "healthy" ? healthyDone : known ? advice[known] : words.earlyHow;
  return (
    <p className={styles.verdict} data-verdict={known ?? "early"} role="status">
      <b>{t(known ? verdictWords[known].name : done ? words.earlyDone : words.early)}</b>
      <span>
        {!(done && isUndertrained && !isJudged) && t(how)} {done && isUndertrained && t(words.shortHow)}
      </span>
    </p>
  );
}
