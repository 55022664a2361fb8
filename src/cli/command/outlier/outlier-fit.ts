import { basename, resolve } from "node:path";
import { isBuiltinDataset } from "../../../dataset/index.ts";
import { OmakaseError } from "../../../error.ts";
import { openOutlierModel, pictureSizes, saveOutlierModel, writeOutlierModelCard } from "../../../run/index.ts";
import {
  conformalThreshold,
  fitAnomalyModel,
  anomalyKinds,
  anomalyDetectors,
  defaultDefectTrainingPictures,
  type AnomalyKind,
  type AnomalyDetector,
} from "../../../anomaly/index.ts";
import { numberAbove, listOf, oneOf, defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../../option/device-options.ts";
import { findFreePath } from "../../output/find-free-path.ts";
import { loadPictures } from "../../input/load-pictures.ts";
import { thresholdTexts } from "../../output/threshold-texts.ts";
import { formatClockTime } from "../../output/progress-line.ts";
import { requireWritable } from "../../require-writable.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

interface OutlierFitOptions extends DeviceCommandOptions {
  readonly out?: string;
  readonly size: string;
  readonly count?: number;
  readonly pictures: number;
  readonly minutes?: number;
  readonly features: number;
  readonly seed: number;
  readonly target: AnomalyKind;
  readonly detectors?: readonly AnomalyDetector[];
}

/** Default number of images of a built-in set, which is unlimited. */
const defaultCount = 4000;
/** False-alarm rate of the threshold that is reported after fitting. */
const defaultFalseAlarmRate = 0.01;

/** `omakase outlier fit <normal pictures>`: learns what is normal. */
export const addOutlierFitCommand: AddCommand = (program, t, language) => {
  const about = cliText.outlierFit.about;
  const examples = [
    "omakase outlier fit ./good --out runs/good",
    "omakase outlier fit sushi --count 4000 --minutes 5",
    "omakase outlier fit ./cups --target novelty",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "fit", about, examples, language }, runOutlierFit)
      .argument("<pictures>", t(cliText.outlierFit.pictures))
      .option("--out <run>", t(cliText.outlierFit.out))
      .option(
        "--size <px>",
        t(cliText.outlierFit.size),
        oneOf(...pictureSizes.filter((size) => size >= 16).map(String)),
        "64",
      )
      .option("--count <n>", t(cliText.outlierFit.count({ defaultCount })), wholeNumber(20))
      .option("--pictures <n>", t(cliText.outlierFit.defectPictures), wholeNumber(1), defaultDefectTrainingPictures)
      .option("--minutes <m>", t(cliText.outlierFit.minutes), numberAbove(0))
      .option("--features <n>", t(cliText.outlierFit.features), wholeNumber(1, 256), 16)
      .option("--seed <n>", t(cliText.outlierFit.seed), wholeNumber(0), 1)
      .option("--target <what>", t(cliText.outlierFit.target), oneOf(...anomalyKinds), "defects" as const)
      .option(
        "--detectors <names>",
        t(
          cliText.outlierFit.detectors({
            anomalyDetectors: anomalyDetectors.join(", "),
          }),
        ),
        listOf(...anomalyDetectors),
      ),
    t,
  );
};

async function runOutlierFit(session: Session, source: string, options: OutlierFitOptions): Promise<void> {
  const { host, language, signal, t, status } = session;
  const { pictures, minutes, features, seed, target, detectors } = options;
  const startTime = host.clock();
  const secondsLeft = () => (minutes === undefined ? Infinity : 60 * minutes - (host.clock() - startTime) / 1000);
  const builtin = isBuiltinDataset(source);
  const sourceName = builtin ? source : basename(resolve(source)).replace(/\.[^.]*$/, "");
  const preferredPath = options.out ?? `runs/outlier-${sourceName}`;
  if (options.out !== undefined && (await host.files.stat(preferredPath)) !== undefined)
    throw folderExistsError(preferredPath);
  await requireWritable(host.files, preferredPath, "folder");
  const count = options.count ?? (builtin ? defaultCount : undefined);
  const normal = await loadPictures(session, source, { size: Number(options.size), count });
  const device = await chooseDevice(session, options);
  let [currentPhase, phaseStart, picturesLearned] = ["", host.clock(), pictures];
  signal.addEventListener("abort", () => status(t(stoppingText)));
  let release: (() => void) | undefined;
  const model = await fitAnomalyModel(normal, {
    ...{ device, seed, pictures, features, target },
    ...(detectors && { detectors }),
    // Ctrl-C ends the training only: the model is still saved
    secondsLeft: () => (signal.aborted ? 0 : secondsLeft()),
    onProgress(part, done, total) {
      release ??= session.catchStops(); // from now on there is something to save
      if (part !== currentPhase && currentPhase !== "") phaseStart = host.clock();
      currentPhase = part;
      if (part === "defects") picturesLearned = done;
      const left = Math.min(((host.clock() - phaseStart) / 1000 / done) * (total - done), secondsLeft());
      if (signal.aborted) return; // already printed
      status(
        t(
          done < total
            ? progressTexts[part as "residual" | "defects"](done, total, formatClockTime(left))
            : calibrationText,
        ),
      );
    },
  });
  const origin = { source, pictures: picturesLearned, seed, ...(count !== undefined && { count }) };
  const path = await findFreePath(session, preferredPath); // only now, as another fit may have ended in the meantime
  await saveOutlierModel(host.files, path, model, origin);
  await writeOutlierModelCard(host.files, path, model, { ...origin, credit: normal.credit }, language);
  release?.();
  await openOutlierModel(host.files, path); // checks that the saved model can be read
  const threshold = conformalThreshold(model.calibration, defaultFalseAlarmRate);
  session.emit({
    type: "outlier-fit",
    run: path,
    counts: { ...model.counts, calibration: threshold.count },
    lowestFalseAlarms: threshold.lowestRate,
    threshold: {
      falseAlarms: defaultFalseAlarmRate,
      score: Number.isFinite(threshold.threshold) ? threshold.threshold : null,
    },
  });
  session.print(
    cliText.outlierFit.done({
      path,
      training: model.counts.training,
      scale: model.counts.scale,
      count: threshold.count,
    }),
  );
  if (picturesLearned < pictures)
    session.print(
      cliText.outlierFit.stopped({
        isAborted: signal.aborted,
        picturesLearned: picturesLearned.toLocaleString(language),
        pictures: pictures.toLocaleString(language),
      }),
    );
  for (const line of thresholdTexts(threshold)) session.print(`  ${t(line)}`);
  session.print(cliText.outlierFit.next({ path }));
}

const progressTexts = {
  residual: (done: number, total: number, left: string) => cliText.outlierFit.learningToDraw({ done, total, left }),
  defects: (done: number, total: number, left: string) => cliText.outlierFit.learningDefects({ done, total, left }),
};
const calibrationText = cliText.outlierFit.calibrationText;
const stoppingText = cliText.outlierFit.stoppingText;

function folderExistsError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.outlierFit.folderExists });
}
