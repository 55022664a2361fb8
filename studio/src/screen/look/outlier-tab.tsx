import { useEffect, useState } from "react";
import type { Skipped } from "omakase";
import { lookEngine } from "../../engine/client.ts";
import { mostPictures, mostSuspects } from "../../engine/look-limits.ts";
import type { CheckResult, FitWishes, Given, Normal } from "../../engine/look-outlier.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { Choice } from "./choice.tsx";
import { DropZone } from "./drop-zone.tsx";
import { Findings } from "./findings.tsx";
import { useOwnGallery } from "./fresh.tsx";
import { words } from "./outlier-words.ts";
import styles from "./outlier.module.css";
import { useJob } from "./use-job.ts";
import { Working } from "./working.tsx";

interface Known extends Normal {
  /** What of it makes sense to check next. */
  readonly kind: Given["kind"];
  readonly lookFor: FitWishes["lookFor"];
}

const sushi = { normal: { kind: "sushi", count: 800 }, suspects: { kind: "sushi", count: 24 } } as const;
/** What a model draws costs little. */
const drawnCount = 340;

/** What does not fit among pictures. */
export default function OutlierTab() {
  const { say, number } = useLanguage();
  const { facts } = useRun();
  const gallery = useOwnGallery();
  const [wishes, setWishes] = useState<FitWishes>({ minutes: 3, lookFor: "kinds" });
  const fitting = useJob<Known>("outlier");
  const checking = useJob<CheckResult>("outlier");
  const isBusy = fitting.busy || checking.busy;
  const known = fitting.answer;
  const { clear } = checking;
  useEffect(() => clear(), [known, clear]);

  const learn = (given: Given): void =>
    fitting.start(async (onProgress) => ({
      ...(await lookEngine().outlier.fit(given, wishes, onProgress)),
      kind: given.kind,
      lookFor: wishes.lookFor,
    }));
  const check = (given: Given): void => checking.start((onProgress) => lookEngine().outlier.check(given, onProgress));

  return (
    <>
      <p className="lead">{say(words.lead)}</p>
      <section className="panel">
        <h2>{say(words.first)}</h2>
        <DropZone
          invitation={say(words.dropNormal, { most: mostPictures })}
          many
          disabled={isBusy}
          onFiles={(files) => learn({ kind: "files", files })}
        />
        <div className="row">
          <Button look={known ? undefined : "main"} icon="dice" disabled={isBusy} onClick={() => learn(sushi.normal)}>
            {say(words.example)}
          </Button>
          <Button
            icon="draw"
            disabled={isBusy}
            onClick={() => learn({ kind: "drawn", run: facts!.id, seed: 1, count: drawnCount })}
          >
            {say(words.ofModel)}
          </Button>
          <Choice
            label={say(words.lookFor)}
            choices={[
              { value: "kinds", label: say(words.kinds) },
              { value: "flaws", label: say(words.flaws) },
            ]}
            chosen={wishes.lookFor}
            onChoose={(lookFor) => setWishes({ ...wishes, lookFor })}
          />
          {wishes.lookFor === "flaws" && (
            <Choice
              label={say(words.time)}
              choices={[1, 3, 10].map((value) => ({ value, label: say(words.minutes, { count: value }) }))}
              chosen={wishes.minutes}
              onChoose={(minutes) => setWishes({ ...wishes, minutes })}
            />
          )}
        </div>
        <p className="muted">{say(words.timeHow)}</p>
        <Working job={fitting} />
        {known && !fitting.busy && (
          <>
            <p>{say(words.learned, { learned: known.learned, calibration: known.calibration })}</p>
            <ul className={styles.some} aria-label={say(words.some)}>
              {known.some.map((pixels, at) => (
                <li key={at}>
                  <PictureCanvas pixels={pixels} label="" />
                </li>
              ))}
            </ul>
            <SkippedFiles skipped={known.skipped} />
          </>
        )}
      </section>
      {known && !fitting.busy && (
        <section className="panel">
          <h2>{say(words.second)}</h2>
          <DropZone
            invitation={say(words.dropSuspects, { most: number(mostSuspects) })}
            many
            disabled={isBusy}
            onFiles={(files) => check({ kind: "files", files })}
          />
          <div className="row">
            {known.kind === "sushi" && (
              <Button
                look={checking.answer ? undefined : "main"}
                disabled={isBusy}
                onClick={() => check(sushi.suspects)}
              >
                {say(known.lookFor === "kinds" ? words.checkKinds : words.checkFlaws)}
              </Button>
            )}
            {gallery.length > 0 && (
              <Button
                disabled={isBusy}
                onClick={() =>
                  check({ kind: "pictures", pictures: gallery.slice(0, mostSuspects).map(({ pixels }) => pixels) })
                }
              >
                {say(words.checkGallery)}
              </Button>
            )}
            <Button
              look={known.kind === "drawn" && !checking.answer ? "main" : undefined}
              icon="draw"
              disabled={isBusy}
              onClick={() => check({ kind: "drawn", run: facts!.id, seed: 2, count: 48 })}
            >
              {say(words.checkDrawn)}
            </Button>
          </div>
          <Working job={checking} />
          {checking.answer && <SkippedFiles skipped={checking.answer.skipped} />}
        </section>
      )}
      {known && !fitting.busy && checking.answer && (
        <Findings checked={checking.answer.checked} calibration={known.calibration} />
      )}
    </>
  );
}

/** What could not be used, one sentence each. */
function SkippedFiles({ skipped }: { readonly skipped: readonly Skipped[] }) {
  const { say } = useLanguage();
  if (skipped.length === 0) return undefined;
  return (
    <details className={styles.skipped} open={skipped.length <= 5}>
      <summary>{say(words.skipped, { count: skipped.length })}</summary>
      <ul>
        {skipped.slice(0, 50).map(({ file, reason }) => (
          <li key={file}>{say(words.skippedOne, { file, reason: say(reason) })}</li>
        ))}
      </ul>
    </details>
  );
}
