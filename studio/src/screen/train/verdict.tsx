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

/** How a training goes, in words. */
export function VerdictNote({ verdict, begun }: { readonly verdict: string | undefined; readonly begun: boolean }) {
  const { say } = useLanguage();
  const known = begun && verdict !== undefined && verdict in verdictWords ? (verdict as Verdict) : undefined;
  return (
    <p className={styles.verdict} data-verdict={known ?? "early"} role="status">
      <b>{say(known ? verdictWords[known].name : words.early)}</b>{" "}
      <span>{say(known ? advice[known] : words.earlyHow)}</span>
    </p>
  );
}
