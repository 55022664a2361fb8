import { useState } from "react";
import { lookEngine } from "../../engine/client.ts";
import type { FoundInside } from "../../engine/look-invert.ts";
import type { Pixels } from "../../engine/shown.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import { anySeed } from "../../part/any-seed.ts";
import { Button } from "../../part/button.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { Choice } from "./choice.tsx";
import { DropZone } from "./drop-zone.tsx";
import { words } from "./invert-words.ts";
import styles from "./invert.module.css";
import { PickTray } from "./pick-tray.tsx";
import { SendButtons } from "./send-buttons.tsx";
import { useJob } from "./use-job.ts";
import { Working } from "./working.tsx";

const grades = [words.grade0, words.grade1, words.grade2, words.grade3, words.grade4] as const;

/** Any picture, as the model would draw it. */
export default function InvertTab() {
  const { say, number } = useLanguage();
  const { facts } = useRun();
  const { id, canEncode } = facts!;
  const [steps, setSteps] = useState(300);
  const job = useJob<FoundInside>("invert");
  const find = (given: Blob | Pixels): void =>
    job.start((onProgress) => lookEngine().invert.find(id, given, steps, onProgress));
  const showExample = (): void => {
    const seed = anySeed();
    job.start(async (onProgress) => {
      const picture = await lookEngine().invert.example(id, seed);
      return lookEngine().invert.find(id, picture, steps, onProgress);
    });
  };
  const found = job.answer;
  return (
    <>
      <p className="lead">{say(words.lead)}</p>
      <DropZone invitation={say(words.drop)} disabled={job.busy} onFiles={([{ file }]) => find(file)} />
      <div className="row">
        <Button look={found ? undefined : "main"} icon="dice" disabled={job.busy} onClick={showExample}>
          {say(words.example)}
        </Button>
        {!canEncode && (
          <Choice
            label={say(words.depth)}
            choices={[
              { value: 100, label: say(words.quick), note: say(words.seconds) },
              { value: 300, label: say(words.good), note: say(words.halfMinute) },
              { value: 1000, label: say(words.thorough), note: say(words.minute) },
            ]}
            chosen={steps}
            onChoose={setSteps}
          />
        )}
      </div>
      <p className="muted">{say(canEncode ? words.encoder : words.search)}</p>
      <Working job={job} />
      {found && (
        <section className={`panel ${styles.found}`} data-old={job.busy || undefined}>
          <figure>
            <PictureCanvas pixels={found.before} label={say(words.before)} />
            <figcaption>{say(words.before)}</figcaption>
          </figure>
          <span className={styles.arrow} aria-hidden="true">
            →
          </span>
          <figure>
            <PictureCanvas pixels={found.after.pixels} label={say(words.after)} />
            <figcaption>{say(words.after)}</figcaption>
          </figure>
          <div className={styles.told} aria-live="polite">
            <h2>{say(grades[found.grade])}</h2>
            <p className="muted">
              {say(words.psnr, { psnr: number(found.psnr, { maximumFractionDigits: 0 }) })}{" "}
              <small>{say(words.psnrTerm)}</small>
            </p>
            <SendButtons shown={found.after} />
          </div>
        </section>
      )}
      <h2>{say(words.pick)}</h2>
      <PickTray onPick={({ pixels }) => find(pixels)} />
    </>
  );
}
