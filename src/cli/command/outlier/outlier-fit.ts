import { basename, resolve } from "node:path";
import { isBuiltinDataset } from "../../../dataset/index.ts";
import { OmakaseError, type Text } from "../../../error.ts";
import { openOutlierModel, pictureSizes, saveOutlierModel, writeOutlierModelCard } from "../../../run/index.ts";
import {
  anomalyThreshold,
  fitAnomalyModel,
  anomalyTargets,
  anomalyDetectors,
  defaultDefectTrainingPictures,
  type AnomalyModel,
  type AnomalyTarget,
  type AnomalyDetector,
  type FitPhase,
} from "../../../anomaly/index.ts";
import { numberAbove, listOf, oneOf, defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../../option/device-options.ts";
import {
  addBackboneOptions,
  backboneOfOptions,
  defaultFeatures,
  type BackboneCommandOptions,
} from "../../option/backbone-options.ts";
import { findFreePath } from "../../output/find-free-path.ts";
import { loadPictures } from "../../input/load-pictures.ts";
import { normalGroups, type NormalGroups } from "../../input/picture-groups.ts";
import { selfTestData, selfTestTexts } from "../../output/self-test-texts.ts";
import { thresholdTexts } from "../../output/threshold-texts.ts";
import { formatClockTime } from "../../output/progress-line.ts";
import { requireWritable } from "../../require-writable.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

interface OutlierFitOptions extends DeviceCommandOptions, BackboneCommandOptions {
  readonly out?: string;
  readonly size: string;
  readonly count?: number;
  readonly pictures: number;
  readonly minutes?: number;
  readonly seed: number;
  readonly target: AnomalyTarget;
  readonly groupBy?: string;
  readonly detectors?: readonly AnomalyDetector[];
}

/** Default number of images of a built-in set, which is unlimited. */
const defaultCount = 4000;
/** False-alarm rate of the threshold that is reported after fitting. */
const defaultFalseAlarmRate = 0.01;

/** Largest share of `--minutes` for noticing near-duplicates. */
const noticingShare = 0.1;

/** `omakase outlier fit <normal pictures>`: learns what is normal. */
export const addOutlierFitCommand: AddCommand = (program, t, language) => {
  const about = cliText.outlierFit.about;
  const examples = [
    "omakase outlier fit ./good --out runs/good",
    "omakase outlier fit sushi --count 4000 --minutes 5",
    "omakase outlier fit ./parts --group-by folder",
    "omakase outlier fit ./cups --target novelty",
    "omakase outlier fit ./parts --features backbone.onnx --layers layer2,layer3",
  ];
  const command = addBackboneOptions(
    defineCommand(program, { name: "fit", about, examples, language }, runOutlierFit)
      .argument("<pictures>", t(cliText.outlierFit.pictures))
      .option("--out <run>", t(cliText.outlierFit.out))
      .option(
        "--size <px>",
        t(cliText.outlierFit.size),
        oneOf(...pictureSizes.filter((size) => size >= 16).map(String)),
        "64",
      )
      .option("--group-by <what>", t(cliText.outlierFit.groupBy))
      .option("--count <n>", t(cliText.outlierFit.count({ defaultCount })), wholeNumber(20))
      .option("--pictures <n>", t(cliText.outlierFit.defectPictures), wholeNumber(1), defaultDefectTrainingPictures)
      .option("--minutes <m>", t(cliText.outlierFit.minutes), numberAbove(0))
      .option("--seed <n>", t(cliText.outlierFit.seed), wholeNumber(0), 1)
      .option("--target <what>", t(cliText.outlierFit.target), oneOf(...anomalyTargets), "any" as const)
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
  addDeviceOptions(command, t);
};

async function runOutlierFit(session: Session, source: string, options: OutlierFitOptions): Promise<void> {
  const { host, language, signal, t, status } = session;
  const { pictures, minutes, seed, target, detectors } = options;
  const features = typeof options.features === "number" ? options.features : defaultFeatures;
  const startTime = host.clock();
  const secondsLeft = () => (minutes === undefined ? Infinity : 60 * minutes - (host.clock() - startTime) / 1000);
  const builtin = isBuiltinDataset(source);
  const sourceName = builtin ? source : basename(resolve(source)).replace(/\.[^.]*$/, "");
  const preferredPath = options.out ?? `runs/outlier-${sourceName}`;
  if (options.out !== undefined && (await host.files.stat(preferredPath)) !== undefined)
    throw folderExistsError(preferredPath);
  await requireWritable(host.files, preferredPath, "folder");
  const backbone = await backboneOfOptions(session, options);
  const count = options.count ?? (builtin ? defaultCount : undefined);
  const normal = await loadPictures(session, source, { size: Number(options.size), count, fit: "stretch" });
  const { groups, notice, noticed } = await normalGroups(session, normal, {
    ...{ source, groupBy: options.groupBy },
    isStopped: () => minutes !== undefined && secondsLeft() < 60 * minutes * (1 - noticingShare),
  });
  const device = await chooseDevice(session, options);
  let [phaseStart, currentPhase, picturesLearned]: [number, FitPhase, number] = [host.clock(), "calibration", 0];
  signal.addEventListener("abort", () => status(t(stoppingText)));
  let release: (() => void) | undefined;
  let path: string | undefined;
  const save = async (model: AnomalyModel): Promise<string> => {
    const origin = { source, pictures: picturesLearned || pictures, seed, ...(count !== undefined && { count }) };
    path ??= await findFreePath(session, preferredPath); // only now, as another fit may have ended in the meantime
    await saveOutlierModel(host.files, path, model, origin, backbone?.bytes);
    await writeOutlierModelCard(host.files, path, model, { ...origin, credit: normal.credit }, language);
    await openOutlierModel(host.files, path); // checks that the saved model can be read
    return path;
  };
  const model = await fitAnomalyModel(normal, {
    ...{ device, seed, pictures, features, target },
    ...(detectors && { detectors }),
    ...(backbone && { backbone }),
    ...(groups && { groups }),
    ...(minutes !== undefined && { secondsLeft }),
    isStopped: () => signal.aborted, // Ctrl-C ends the training only: the model is still saved
    async onFirstModel(first) {
      const time = formatClockTime((host.clock() - startTime) / 1000);
      session.print(cliText.outlierFit.first({ path: await save(first), time }));
    },
    onProgress(phase, done, total) {
      release ??= session.catchStops(); // from now on there is something to save
      if (phase !== currentPhase) phaseStart = host.clock();
      currentPhase = phase;
      if (phase === "defects") picturesLearned = done;
      const left = Math.min(((host.clock() - phaseStart) / 1000 / Math.max(1, done)) * (total - done), secondsLeft());
      if (!signal.aborted) status(t(progressTexts[phase](done, total, formatClockTime(left))));
    },
  });
  const isTrained = path !== undefined || picturesLearned > 0; // or was to be
  const saved = await save(model);
  release?.();
  await backbone?.dispose();
  printOutlierFit(session, model, {
    path: saved,
    notice,
    noticed,
    picturesLearned,
    pictures: isTrained ? pictures : 0,
  });
}

interface FitReport extends Pick<NormalGroups, "notice" | "noticed"> {
  readonly path: string;
  readonly pictures: number;
  readonly picturesLearned: number;
}

/** Prints where the model is, what it is worth, and what it promises. */
function printOutlierFit(
  { emit, print, signal, language, t }: Session,
  model: AnomalyModel,
  { path, pictures, picturesLearned, notice, noticed }: FitReport,
): void {
  const threshold = anomalyThreshold(model, defaultFalseAlarmRate);
  const tested = selfTestData(model);
  emit({
    type: "outlier-fit",
    run: path,
    counts: { ...model.counts, calibration: threshold.count },
    lowestFalseAlarms: threshold.lowestRate,
    threshold: {
      falseAlarms: defaultFalseAlarmRate,
      score: Number.isFinite(threshold.threshold) ? threshold.threshold : null,
    },
    ...tested,
    network: model.backbone ?? null,
    nearDuplicates: noticed ?? null,
  });
  const counts = { training: model.counts.training, scale: model.counts.scale, count: threshold.count };
  print(cliText.outlierFit.done({ path, isReady: tested.ready !== false, ...counts }));
  if (picturesLearned < pictures)
    print(
      cliText.outlierFit.stopped({
        isAborted: signal.aborted,
        picturesLearned: picturesLearned.toLocaleString(language),
        pictures: pictures.toLocaleString(language),
      }),
    );
  if (model.backbone)
    print(cliText.outlierFit.network({ layers: model.backbone.layers.join(", "), size: model.backbone.size }));
  for (const line of [...selfTestTexts(model), ...thresholdTexts(threshold, model.calibrationGroups !== undefined)])
    print(`  ${t(line)}`);
  if (notice) print(`  ${t(notice)}`);
  print(cliText.outlierFit.next({ path }));
}

const progressTexts: Record<FitPhase, (done: number, total: number, left: string) => Text> = {
  residual: (done, total, left) => cliText.outlierFit.learningToDraw({ done, total, left }),
  defects: (done, total, left) => cliText.outlierFit.learningDefects({ done, total, left }),
  calibration: (done, total) => cliText.outlierFit.calibrating({ done, total }),
};
const stoppingText = cliText.outlierFit.stoppingText;

function folderExistsError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.outlierFit.folderExists });
}
