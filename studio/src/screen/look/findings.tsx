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

/** See {@link Findings}. */
export interface FindingsProps {
  readonly checked: readonly Checked[];
  /** With how many normal pictures they are compared. */
  readonly calibration: number;
}

/** What was found: the oddest first, each with its verdict at a chosen rate of false alarms. */
export function Findings({ checked, calibration }: FindingsProps) {
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
        <span>
          {say(words.rate)} <small className="muted">{say(words.rateTerm)}</small>
        </span>
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
              : say(words.promise, { rate: percent(rate) })}
          </p>
          <ul className={styles.checked}>
            {checked.map((one, at) => (
              <Finding
                key={at}
                one={one}
                isOdd={isOdd(one)}
                heat={isOdd(one) || answer.threshold === undefined ? one.heat : undefined}
                calibration={calibration}
                percent={percent}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface FindingProps {
  readonly one: Checked;
  readonly isOdd: boolean;
  /** Where it is odd, to be shown beside it. */
  readonly heat: Checked["heat"];
  readonly calibration: number;
  readonly percent: (share: number) => string;
}

/** One picture and its verdict; where it is odd in a place, that is shown beside it. */
function Finding({ one, isOdd, heat, calibration, percent }: FindingProps) {
  const { say } = useLanguage();
  const { truth, before, chance } = one;
  const name = say(one.name);
  const isRarest = chance * (calibration + 1) < 1.5; // it counts itself
  return (
    <li data-odd={isOdd || undefined}>
      <PictureCanvas pixels={before} label={name} />
      {heat && <PictureCanvas pixels={heat} label={say(words.heat, { name })} />}
      <div className={styles.told}>
        <p className={styles.verdict}>
          <b>{say(isOdd ? words.odd : words.normal)}</b> <span>{name}</span>
        </p>
        {truth && <p>{say(words.truth, { truth: say(truth) })}</p>}
        {(isOdd || heat) && <p>{say(heat ? words.inPlace : words.asWhole)}</p>}
        <p className="muted">
          {isRarest ? say(words.rarest, { count: calibration }) : say(words.chance, { chance: percent(chance) })}
        </p>
      </div>
    </li>
  );
}
