import { useLanguage } from "../../language/language.tsx";
import styles from "./referee.module.css";
import { words } from "./words.ts";

/** How counterfeiter and detective stand: how often the detective is right, 0 … 1. */
export function Referee({ accuracy }: { readonly accuracy: number }) {
  const { say, number } = useLanguage();
  const right = Math.round(100 * accuracy);
  return (
    <section className={styles.referee}>
      <h3>{say(words.referee)}</h3>
      <p>{say(words.refereeNow, { right: number(right) })}</p>
      <div className={styles.scale} aria-hidden="true">
        <span className={styles.mark} style={{ left: `${Math.min(100, Math.max(0, 2 * right - 100))}%` }} />
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{say(words.refereeLeft)}</span>
        <span>{say(words.refereeRight)}</span>
      </div>
      <p className="muted">{say(words.refereeHow)}</p>
    </section>
  );
}
