import { useLanguage } from "../../language/language.tsx";
import styles from "./balance-meter.module.css";
import { words } from "./words.ts";

/** Shows the discriminator's accuracy, 0 … 1, as a meter between counterfeiter and detective. */
export function BalanceMeter({ accuracy }: { readonly accuracy: number }) {
  const { t, formatNumber } = useLanguage();
  const right = Math.round(100 * accuracy);
  return (
    <section className={styles.referee}>
      <h3>{t(words.balanceMeter)}</h3>
      <p>{t(words.refereeNow, { right: formatNumber(right) })}</p>
      <div className={styles.scale} aria-hidden="true">
        <span className={styles.mark} style={{ left: `${Math.min(100, Math.max(0, 2 * right - 100))}%` }} />
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{t(words.refereeLeft)}</span>
        <span>{t(words.refereeRight)}</span>
      </div>
      <p className="muted">{t(words.refereeHow)}</p>
    </section>
  );
}
