import { differenceParts, lineDifference } from "omakase/lesson";
import { useLanguage } from "../../language/language.tsx";
import styles from "./learn.module.css";
import { words } from "./words.ts";

/** Number of equal lines beside each change. */
const linesAround = 1;

/** Renders how a solution differs from the learner's program; of equal lines far from a change it tells the number. */
export function Difference({ mine, solution }: { readonly mine: string; readonly solution: string }) {
  const { t } = useLanguage();
  const parts = differenceParts(lineDifference(mine, solution), linesAround);
  if (parts.length === 0) return <p role="status">{t(words.same)}</p>;
  return (
    <figure className={styles.difference}>
      <figcaption className="muted">{t(words.difference)}</figcaption>
      <pre tabIndex={0}>
        {parts.map((part, at) =>
          "hidden" in part ? (
            <span key={at} className="muted">
              {t(words.hiddenLines, { lines: part.hidden })}
              {"\n"}
            </span>
          ) : (
            <span key={at} data-sign={part.sign}>
              {part.sign} {part.text}
              {"\n"}
            </span>
          ),
        )}
      </pre>
    </figure>
  );
}
