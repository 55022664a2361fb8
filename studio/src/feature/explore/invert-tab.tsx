import { useState } from "react";
import { exploreEngine } from "../../worker/client.ts";
import type { InversionResult } from "../../worker/explore/inversion-service.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import { useRun } from "../../storage/current-run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { randomSeed } from "../../component/random-seed.ts";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { LabelledChips } from "./labelled-chips.tsx";
import { DropZone } from "../../component/drop-zone.tsx";
import { SendButtons } from "../../component/send-buttons.tsx";
import { words } from "./invert-words.ts";
import styles from "./invert.module.css";
import { PicturePicker } from "./picture-picker.tsx";
import { useTask } from "./use-task.ts";
import { TaskStatus } from "./task-status.tsx";

const grades = [words.grade0, words.grade1, words.grade2, words.grade3, words.grade4] as const;

/** Reconstructs any picture with the model (inversion). */
export default function InvertTab() {
  const { t, formatNumber } = useLanguage();
  const { facts } = useRun();
  const { id, canEncode } = facts!;
  const [steps, setSteps] = useState(300);
  const job = useTask<InversionResult>("invert");
  const find = (given: Blob | Pixels): void =>
    job.start((onProgress) => exploreEngine().invert.invert(id, given, steps, onProgress));
  const showExample = (): void => {
    const seed = randomSeed();
    job.start(async (onProgress) => {
      const picture = await exploreEngine().invert.example(id, seed);
      return exploreEngine().invert.invert(id, picture, steps, onProgress);
    });
  };
  const found = job.answer;
  return (
    <>
      <p className="lead">{t(words.lead)}</p>
      <DropZone invitation={t(words.drop)} disabled={job.busy} onItems={({ files: [{ file }] }) => find(file)} />
      <div className="row">
        <Button variant={found ? undefined : "main"} icon="dice" disabled={job.busy} onClick={showExample}>
          {t(words.example)}
        </Button>
        {!canEncode && (
          <LabelledChips
            label={t(words.depth)}
            choices={[
              { value: 100, label: t(words.quick), note: t(words.seconds) },
              { value: 300, label: t(words.good), note: t(words.halfMinute) },
              { value: 1000, label: t(words.thorough), note: t(words.minute) },
            ]}
            chosen={steps}
            onChoose={setSteps}
          />
        )}
      </div>
      <p className="muted">{t(canEncode ? words.encoder : words.search)}</p>
      <TaskStatus task={job} />
      {found && (
        <section className={`panel ${styles.found}`} data-old={job.busy || undefined}>
          <figure>
            <PictureCanvas pixels={found.input} label={t(words.before)} />
            <figcaption>{t(words.before)}</figcaption>
          </figure>
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>
          <figure>
            <PictureCanvas pixels={found.reconstruction.pixels} label={t(words.after)} />
            <figcaption>{t(words.after)}</figcaption>
          </figure>
          <div className={styles.told} aria-live="polite">
            <h2>{t(grades[found.grade])}</h2>
            <p className="muted">
              {t(words.psnr, { psnr: formatNumber(found.psnr, { maximumFractionDigits: 0 }) })}{" "}
              <small>{t(words.psnrTerm)}</small>
            </p>
            <SendButtons picture={found.reconstruction} canKeep />
          </div>
        </section>
      )}
      <h2>{t(words.pick)}</h2>
      <PicturePicker onPick={({ pixels }) => find(pixels)} />
    </>
  );
}
