import { useEffect, useRef, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { AnomalyResult, AnomalyThreshold } from "../../worker/explore/anomaly-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Chips } from "../../component/chips.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { useLatest } from "../../component/use-latest.ts";
import { words } from "./anomaly-words.ts";
import styles from "./anomaly.module.css";

const rates = [0.01, 0.05, 0.1] as const;

/** See {@link AnomalyResults}. */
export interface AnomalyResultsProps {
  readonly results: readonly AnomalyResult[];
  /** Number of normal calibration pictures. */
  readonly calibrationCount: number;
}

/** Shows the results, most anomalous first, each with its verdict at a chosen false-alarm rate. */
export function AnomalyResults({ results, calibrationCount }: AnomalyResultsProps) {
  const { t, formatNumber } = useLanguage();
  const [rate, setRate] = useState<(typeof rates)[number]>(0.05);
  const { answer, error, ask } = useLatest<number, AnomalyThreshold | undefined>((asked) =>
    exploreEngine().outlier.threshold(asked),
  );
  useEffect(() => ask(rate), [ask, rate, results]);
  const panel = useRef<HTMLElement>(null);
  const isShown = answer !== undefined;
  useEffect(() => {
    if (isShown) bringIntoView(panel.current); // found ones lie below what was asked
  }, [results, isShown]);
  const percent = (share: number): string => formatNumber(share, { style: "percent", maximumSignificantDigits: 2 });
  const isAnomalous = ({ score }: AnomalyResult): boolean =>
    answer?.threshold !== undefined && score > answer.threshold;
  const odd = results.filter(isAnomalous).length;
  return (
    <section ref={panel} className="panel" aria-label={t(words.third)}>
      <h2>{t(words.third)}</h2>
      <div className="row">
        <span>
          {t(words.rate)} <small className="muted">{t(words.rateTerm)}</small>
        </span>
        <Chips
          label={t(words.rate)}
          choices={rates.map((value) => ({ value, label: percent(value) }))}
          chosen={rate}
          onChoose={setRate}
        />
      </div>
      <ErrorNote error={error} />
      {answer && (
        <>
          <p className={styles.summary} aria-live="polite">
            {t(words.summary, { count: results.length, odd })}
          </p>
          <p className="muted">
            {answer.threshold === undefined
              ? t(words.noPromise, { rate: percent(rate), lowest: percent(answer.lowestRate) })
              : t(words.promise, { rate: percent(rate) })}
          </p>
          <ul className={styles.checked}>
            {results.map((one, at) => (
              <AnomalyResultItem
                key={at}
                result={one}
                isAnomalous={isAnomalous(one)}
                heatOverlay={isAnomalous(one) || answer.threshold === undefined ? one.heatOverlay : undefined}
                calibration={calibrationCount}
                percent={percent}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface AnomalyResultItemProps {
  readonly result: AnomalyResult;
  readonly isAnomalous: boolean;
  /** Heat map of the anomaly, shown beside the picture. */
  readonly heatOverlay: AnomalyResult["heatOverlay"];
  readonly calibration: number;
  readonly percent: (share: number) => string;
}

/** Renders a picture and its verdict, with its heat map if the anomaly is local. */
function AnomalyResultItem({ result, isAnomalous, heatOverlay, calibration, percent }: AnomalyResultItemProps) {
  const { t } = useLanguage();
  const { truth, picture, pValue } = result;
  const name = t(result.name);
  const isRarest = pValue * (calibration + 1) < 1.5; // the p-value counts the picture itself
  return (
    <li data-odd={isAnomalous || undefined}>
      <PictureCanvas pixels={picture} label={name} />
      {heatOverlay && <PictureCanvas pixels={heatOverlay} label={t(words.heat, { name })} />}
      <div className={styles.told}>
        <p className={styles.verdict}>
          <b>{t(isAnomalous ? words.odd : words.normal)}</b> <span>{name}</span>
        </p>
        {truth && <p>{t(words.truth, { truth: t(truth) })}</p>}
        {(isAnomalous || heatOverlay) && <p>{t(heatOverlay ? words.inPlace : words.asWhole)}</p>}
        <p className="muted">
          {isRarest ? t(words.rarest, { count: calibration }) : t(words.chance, { chance: percent(pValue) })}
        </p>
      </div>
    </li>
  );
}
