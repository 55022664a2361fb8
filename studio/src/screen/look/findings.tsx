import { useEffect, useState } from "react";
import { lookEngine } from "../../engine/client.ts";
import type { Checked, Verdict } from "../../engine/look-outlier.ts";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { useLatest } from "../../part/use-latest.ts";
import { words } from "./outlier-words.ts";
import styles from "./outlier.module.css";

const rates = [0.01, 0.05, 0.1] as const;

/** What was found: the oddest first, each with its verdict at a chosen rate of false alarms. */
export function Findings({ checked }: { readonly checked: readonly Checked[] }) {
  const { say, number } = useLanguage();
  const [rate, setRate] = useState<(typeof rates)[number]>(0.05);
  const { answer, error, ask } = useLatest<number, Verdict | undefined>((asked) => lookEngine().outlier.judge(asked));
  useEffect(() => ask(rate), [ask, rate, checked]);
  const percent = (share: number): string => number(share, { style: "percent", maximumSignificantDigits: 2 });
  const isOdd = ({ score }: Checked): boolean => answer?.threshold !== undefined && score > answer.threshold;
  const odd = checked.filter(isOdd).length;
  return (
    <section className="panel" aria-label={say(words.third)}>
      <h2>{say(words.third)}</h2>
      <div className="row">
        <span>{say(words.rate)}</span>
        <Chips
          label={say(words.rate)}
          choices={rates.map((value) => ({ value, label: percent(value) }))}
          chosen={rate}
          onChoose={setRate}
        />
      </div>
      <ErrorNote error={error} />
      {answer && (
        <>
          <p className={styles.summary} aria-live="polite">
            {say(words.summary, { count: checked.length, odd })}
          </p>
          <p className="muted">
            {answer.threshold === undefined
              ? say(words.noPromise, { rate: percent(rate), lowest: percent(answer.lowest) })
              : say(words.promise, { rate: percent(rate) })}{" "}
            {say(words.heatHow)}
          </p>
          <ul className={styles.checked}>
            {checked.map((one, at) => (
              <li key={at} data-odd={isOdd(one) || undefined}>
                <div className={styles.pair}>
                  <PictureCanvas pixels={one.before} label={say(one.name)} />
                  <PictureCanvas pixels={one.heat} label={say(words.heat, { name: say(one.name) })} />
                </div>
                <p className={styles.verdict}>
                  <b>{say(isOdd(one) ? words.odd : words.normal)}</b> <span>{say(one.name)}</span>
                </p>
                {isOdd(one) && <p>{say(one.asWhole ? words.asWhole : words.inPlace)}</p>}
                <p className="muted">{say(words.chance, { chance: percent(one.chance) })}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
