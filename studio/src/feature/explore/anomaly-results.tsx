import { useEffect, useRef, useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import { isOutlier, type AnomalyThreshold, type FeedbackVerdict } from "omakase/studio";
import type { AnomalyRating, AnomalyResult } from "../../worker/explore/anomaly-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
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
export function AnomalyResults({ results: checked, calibrationCount }: AnomalyResultsProps) {
  const { t, formatNumber } = useLanguage();
  const [rate, setRate] = useState<(typeof rates)[number]>(0.05);
  const { answer, error, ask } = useLatest<number, AnomalyThreshold | undefined>((asked) =>
    exploreEngine().outlier.threshold(asked),
  );
  const [taught, setTaught] = useState<TaughtRatings>();
  const ratings = taught?.checked === checked ? taught.ratings : undefined;
  const results = checked.map((one) => ({ ...one, ...ratings?.[one.id] }));
  const judge = (id: number, verdict: FeedbackVerdict | undefined): void => {
    void exploreEngine()
      .outlier.judge(id, verdict)
      .then(
        (changed) => setTaught({ checked, ratings: changed }),
        (thrown: unknown) => setTaught({ checked, ratings, error: thrown }),
      );
  };
  useEffect(() => ask(rate), [ask, rate, checked, ratings]);
  const panel = useRef<HTMLElement>(null);
  const isShown = answer !== undefined;
  useEffect(() => {
    if (isShown) bringIntoView(panel.current); // found ones lie below what was asked
  }, [checked, isShown]);
  const percent = (share: number): string => formatNumber(share, { style: "percent", maximumSignificantDigits: 2 });
  const canPromise = answer !== undefined && Number.isFinite(answer.threshold);
  const isAnomalous = (one: AnomalyResult): boolean => answer !== undefined && isOutlier(one, answer);
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
      <ErrorNote error={error ?? taught?.error} />
      {answer && (
        <>
          <p className={styles.summary} aria-live="polite">
            {t(words.summary, { count: results.length, odd })}
          </p>
          <ThresholdNote threshold={answer} percent={percent} />
          <p className="muted">{t(words.teach)}</p>
          <ul className={styles.checked}>
            {results.map((one) => (
              <AnomalyResultItem
                key={one.id}
                result={one}
                isAnomalous={isAnomalous(one)}
                heatOverlay={isAnomalous(one) || !canPromise ? one.heatOverlay : undefined}
                onJudge={(verdict) => judge(one.id, verdict)}
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

/** Ratings after something was said about a picture. */
interface TaughtRatings {
  readonly checked: readonly AnomalyResult[];
  /** By the number of the picture. */
  readonly ratings: readonly AnomalyRating[] | undefined;
  readonly error?: unknown;
}

interface ThresholdNoteProps {
  readonly threshold: AnomalyThreshold;
  readonly percent: (share: number) => string;
}

/** Says how many false alarms to expect, and what missed pictures changed about that. */
function ThresholdNote({ threshold: { threshold, rate, lowestRate, moved, tooUsual }, percent }: ThresholdNoteProps) {
  const { t } = useLanguage();
  const [low, high] = (moved?.interval ?? []).map(percent);
  return (
    <>
      <p className="muted" aria-live="polite">
        {moved
          ? t(words.moved, { rate: percent(rate), now: percent(moved.rate), low, high, missed: moved.missed })
          : Number.isFinite(threshold)
            ? t(words.promise, { rate: percent(rate) })
            : t(words.noPromise, { rate: percent(rate), lowest: percent(lowestRate) })}
      </p>
      {tooUsual > 0 && <p className="muted">{t(words.tooUsual, { count: tooUsual })}</p>}
    </>
  );
}

interface AnomalyResultItemProps {
  readonly result: AnomalyResult;
  readonly isAnomalous: boolean;
  /** Heat map of the anomaly, shown beside the picture. */
  readonly heatOverlay: AnomalyResult["heatOverlay"];
  readonly calibration: number;
  readonly percent: (share: number) => string;
  readonly onJudge: (verdict: FeedbackVerdict | undefined) => void;
}

/** Renders a picture and its verdict, with its heat map if the anomaly is local. */
function AnomalyResultItem(props: AnomalyResultItemProps) {
  const { result, isAnomalous, heatOverlay, calibration, percent, onJudge } = props;
  const { t } = useLanguage();
  const { truth, picture, pValue, verdict } = result;
  const name = t(result.name);
  const action = verdict
    ? { label: words.takeBack, verdict: undefined }
    : isAnomalous
      ? { label: words.fine, verdict: "accepted" as const }
      : { label: words.missed, verdict: "missed" as const };
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
        <p className={styles.teach}>
          {verdict && <span>{t(verdict === "accepted" ? words.saidAccepted : words.saidMissed)}</span>}
          <Button aria-label={t(words.about, { what: t(action.label), name })} onClick={() => onJudge(action.verdict)}>
            {t(action.label)}
          </Button>
        </p>
      </div>
    </li>
  );
}
