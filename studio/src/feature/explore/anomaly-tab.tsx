import { useEffect, useRef, useState } from "react";
import type { SkippedFile } from "omakase/studio";
import { exploreEngine } from "../../worker/client.ts";
import { maxNormalPictures, maxCheckedPictures } from "../../worker/explore/limits.ts";
import type { AnomalyCheck, FitOptions, PictureInput, FitSummary } from "../../worker/explore/anomaly-service.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { LabelledChips } from "./labelled-chips.tsx";
import { DropZone } from "../../component/drop-zone.tsx";
import { AnomalyResults } from "./anomaly-results.tsx";
import { useCurrentGallery } from "./random-pictures.tsx";
import { words } from "./anomaly-words.ts";
import styles from "./anomaly.module.css";
import { useTask } from "./use-task.ts";
import { TaskStatus } from "./task-status.tsx";

interface FittedAnomalyModel extends FitSummary {
  /** Kind of pictures to check next. */
  readonly kind: PictureInput["kind"];
  readonly target: FitOptions["target"];
}

const sushi = { normal: { kind: "sushi", count: 800 }, suspects: { kind: "sushi", count: 24 } } as const;
/** Number of generated pictures to learn from. */
const drawnCount = 340;

/** Finds pictures that do not fit among the normal ones. */
export default function AnomalyTab() {
  const { t, formatNumber } = useLanguage();
  const { facts } = useRun();
  const gallery = useCurrentGallery();
  const [conditions, setConditions] = useState<FitOptions>({ minutes: 3, target: "novelty" });
  const [hasNone, setHasNone] = useState(false);
  const fitting = useTask<FittedAnomalyModel | undefined>("outlier");
  const checking = useTask<AnomalyCheck>("outlier");
  const isBusy = fitting.busy || checking.busy;
  const known = fitting.answer;
  const { clear } = checking;
  useEffect(() => clear(), [known, clear]);
  const second = useRef<HTMLElement>(null);
  useEffect(() => bringIntoView(second.current), [known]);

  const learn = (given: PictureInput): void =>
    fitting.start(async (onProgress) => ({
      ...(await exploreEngine().outlier.fit(given, conditions, onProgress)),
      kind: given.kind,
      target: conditions.target,
    }));
  const goOn = (): void =>
    fitting.start(async () => {
      const restored = await exploreEngine().outlier.restore();
      setHasNone(restored === undefined);
      return restored && { ...restored, kind: "files" };
    });
  const check = (given: PictureInput): void =>
    checking.start((onProgress) => exploreEngine().outlier.check(given, onProgress));

  return (
    <>
      <p className="lead">{t(words.lead)}</p>
      <section className="panel">
        <h2>{t(words.first)}</h2>
        <DropZone
          invitation={t(words.dropNormal, { most: maxNormalPictures })}
          many
          disabled={isBusy}
          onItems={({ files }) => learn({ kind: "files", files })}
        />
        <div className="row">
          <Button
            variant={known ? undefined : "main"}
            icon="dice"
            disabled={isBusy}
            onClick={() => learn(sushi.normal)}
          >
            {t(words.example)}
          </Button>
          <Button
            icon="draw"
            disabled={isBusy}
            onClick={() => learn({ kind: "drawn", run: facts!.id, seed: 1, count: drawnCount })}
          >
            {t(words.ofModel)}
          </Button>
          <Button variant="quiet" disabled={isBusy} onClick={goOn}>
            {t(words.goOn)}
          </Button>
          <LabelledChips
            label={t(words.target)}
            choices={[
              { value: "novelty", label: t(words.kinds) },
              { value: "any", label: t(words.defects) },
            ]}
            chosen={conditions.target}
            onChoose={(target) => setConditions({ ...conditions, target })}
          />
          {conditions.target === "any" && (
            <LabelledChips
              label={t(words.time)}
              choices={[1, 3, 10].map((value) => ({ value, label: t(words.minutes, { count: value }) }))}
              chosen={conditions.minutes}
              onChoose={(minutes) => setConditions({ ...conditions, minutes })}
            />
          )}
        </div>
        <p className="muted">{t(words.timeHow)}</p>
        <TaskStatus task={fitting} />
        {hasNone && !fitting.busy && !known && <p aria-live="polite">{t(words.nothingKept)}</p>}
        {known && !fitting.busy && (
          <>
            <p>{t(words.learned, { learned: known.trainingCount, calibration: known.calibrationCount })}</p>
            <p className="muted">{t(known.isKept ? words.kept : words.notKept)}</p>
            {known.selfTest && (
              <p>
                {t(words.tested, {
                  size: known.selfTest.size,
                  share: formatNumber(known.selfTest.share, { style: "percent" }),
                })}{" "}
                {!known.selfTest.ready && <strong>{t(words.notReady)}</strong>}
              </p>
            )}
            {known.examples.length > 0 && (
              <ul className={styles.some} aria-label={t(words.some)}>
                {known.examples.map((pixels, at) => (
                  <li key={at}>
                    <PictureCanvas pixels={pixels} label="" />
                  </li>
                ))}
              </ul>
            )}
            <SkippedFiles skipped={known.skipped} />
          </>
        )}
      </section>
      {known && !fitting.busy && (
        <section ref={second} className="panel">
          <h2>{t(words.second)}</h2>
          <DropZone
            invitation={t(words.dropSuspects, { most: formatNumber(maxCheckedPictures) })}
            many
            disabled={isBusy}
            onItems={({ files }) => check({ kind: "files", files })}
          />
          <div className="row">
            {known.kind === "sushi" && (
              <Button
                variant={checking.answer ? undefined : "main"}
                disabled={isBusy}
                onClick={() => check(sushi.suspects)}
              >
                {t(known.target === "novelty" ? words.checkKinds : words.checkFlaws)}
              </Button>
            )}
            {gallery.length > 0 && (
              <Button
                disabled={isBusy}
                onClick={() =>
                  check({
                    kind: "pictures",
                    pictures: gallery.slice(0, maxCheckedPictures).map(({ pixels }) => pixels),
                  })
                }
              >
                {t(words.checkGallery)}
              </Button>
            )}
            <Button
              variant={known.kind === "drawn" && !checking.answer ? "main" : undefined}
              icon="draw"
              disabled={isBusy}
              onClick={() => check({ kind: "drawn", run: facts!.id, seed: 2, count: 48 })}
            >
              {t(words.checkDrawn)}
            </Button>
          </div>
          <TaskStatus task={checking} />
          {checking.answer && <SkippedFiles skipped={checking.answer.skipped} />}
        </section>
      )}
      {known && !fitting.busy && checking.answer && (
        <AnomalyResults results={checking.answer.results} calibrationCount={known.calibrationCount} />
      )}
    </>
  );
}

/** Lists files that were skipped, one sentence each. */
function SkippedFiles({ skipped }: { readonly skipped: readonly SkippedFile[] }) {
  const { t } = useLanguage();
  if (skipped.length === 0) return undefined;
  return (
    <details className={styles.skipped} open={skipped.length <= 5}>
      <summary>{t(words.skipped, { count: skipped.length })}</summary>
      <ul>
        {skipped.slice(0, 50).map(({ file, reason }) => (
          <li key={file}>{t(words.skippedOne, { file, reason: t(reason) })}</li>
        ))}
      </ul>
    </details>
  );
}
