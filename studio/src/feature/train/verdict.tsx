import { verdictWords, type Text, type Verdict } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import styles from "./verdict.module.css";
import { words } from "./words.ts";

/** What to do about it, here on the page. */
const advice: Readonly<Record<Verdict, Text>> = {
  healthy: words.healthyHow,
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
  /** Whether it has seen enough for a verdict to mean something. */
  readonly isMeaningful: boolean;
  readonly done: boolean;
  /** Whether it has seen so few pictures that its own are rough, however well it went. */
  readonly isUndertrained: boolean;
}

/** How a training goes, or went, in words. */
export function VerdictNote({ verdict, isMeaningful, done, isUndertrained }: VerdictNoteProps) {
  const { t } = useLanguage();
  const known = isMeaningful && verdict !== undefined && verdict in verdictWords ? (verdict as Verdict) : undefined;
  const healthyDone = isUndertrained ? words.healthyShort : words.healthyDone;
  const how = done && known === "healthy" ? healthyDone : known ? advice[known] : words.earlyHow;
  return (
    <p className={styles.verdict} data-verdict={known ?? "early"} role="status">
      <b>{t(known ? verdictWords[known].name : done ? words.earlyDone : words.early)}</b>
      <span>
        {!(done && isUndertrained && known === undefined) && t(how)} {done && isUndertrained && t(words.shortHow)}
      </span>
    </p>
  );
}
