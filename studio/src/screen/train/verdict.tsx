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
  readonly begun: boolean;
  readonly done: boolean;
  /** Whether it has seen so few pictures that its own are rough, however well it went. */
  readonly short: boolean;
}

/** How a training goes, or went, in words. */
export function VerdictNote({ verdict, begun, done, short }: VerdictNoteProps) {
  const { say } = useLanguage();
  const known = begun && verdict !== undefined && verdict in verdictWords ? (verdict as Verdict) : undefined;
  const healthyDone = short ? words.healthyShort : words.healthyDone;
  const how = done && known === "healthy" ? healthyDone : known ? advice[known] : words.earlyHow;
  return (
    <p className={styles.verdict} data-verdict={known ?? "early"} role="status">
      <b>{say(known ? verdictWords[known].name : done ? words.earlyDone : words.early)}</b>
      <span>
        {!(done && short && known === undefined) && say(how)} {done && short && say(words.shortHow)}
      </span>
    </p>
  );
}
