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
  const about = {
    ja: "正常な絵だけから「ふつう」を学ぶ",
    en: "learn what is normal from normal pictures alone",
  };
  const examples = [
    "omakase outlier fit ./good --out runs/good",
    "omakase outlier fit sushi --count 4000 --minutes 5",
    "omakase outlier fit ./cups --target novelty",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "fit", about, examples, language }, runOutlierFit)
      .argument(
        "<pictures>",
        option("正常な絵: フォルダ、zip、IDX、または sushi など", "normal pictures: a folder, zip, IDX file, or a set"),
      )
      .option(
        "--out <run>",
        option("作るフォルダ（省くと runs/outlier-名前）", "the folder to make; default runs/outlier-NAME"),
      )
      .option(
        "--size <px>",
        option("見る大きさ（省くと 64）", "the size at which it looks; default 64"),
        oneOf(...pictureSizes.filter((size) => size >= 16).map(String)),
        "64",
      )
      .option(
        "--count <n>",
        option(
          `使う枚数（省くと全部。sushi などは ${defaultCount}）`,
          `how many; default all, ${defaultCount} of a built-in set`,
        ),
        wholeNumber(20),
      )
      .option(
        "--pictures <n>",
        option(
          "傷さがしの学習で見る絵の数（くり返しを含む。90,000 枚は 64 px なら 1 コアで約 7 分。Ctrl-C でそこまでを保存）",
          "pictures that the defect detector sees, with repetition: 90,000 of 64 px take about 7 minutes on one core; Ctrl-C keeps what was learned",
        ),
        wholeNumber(1),
        defaultDefectTrainingPictures,
      )
      .option(
        "--minutes <m>",
        option("全部をこの時間までに終える（分）", "finish within this time, all included"),
        numberAbove(0),
      )
      .option("--features <n>", option("ネットワークの太さ", "features of the networks"), wholeNumber(1, 256), 16)
      .option("--seed <n>", option("分け方などを決めるシード", "decides the split and every chance"), wholeNumber(0), 1)
      .option(
        "--target <what>",
        option(
          "さがすもの: defects は同じものの小さな傷（別のものも、はっきりしていれば見つけます）、novelty は別のもの（学習はいらず、すぐ終わります）。省くと defects",
          "defects: small ones in the same kind of thing, and other things where they are plain; novelty: other things alone, which needs no training. Default defects",
        ),
        oneOf(...anomalyKinds),
        "defects" as const,
      )
      .option(
        "--detectors <names>",
        option(
          `得点の内わけ: ${anomalyDetectors.join("、")}（省くと defects なら colours と defects、novelty なら colours と edges。灰色の絵では colours のかわりに layout と edges）`,
          `what counts, of ${anomalyDetectors.join(",")}; default for defects colours,defects, for novelty colours,edges; of grey pictures layout,edges in place of colours`,
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
  session.print({
    ja: `「ふつう」を学びました: ${path}\n  学習に ${model.counts.training} 枚、目盛りに ${model.counts.scale} 枚、しきい値に ${threshold.count} 枚を使いました。`,
    en: `Learned what is normal: ${path}\n  ${model.counts.training} pictures to learn from, ${model.counts.scale} for the scales, ${threshold.count} for the threshold.`,
  });
  if (picturesLearned < pictures)
    session.print({
      ja: `  ${signal.aborted ? "とちゅうで止めたので" : "時間までに"}、傷さがしが見た絵は ${pictures.toLocaleString(language)} 枚のうち ${picturesLearned.toLocaleString(language)} 枚です。見のがしが増えます。`,
      en: `  ${signal.aborted ? "Stopped before its end" : "In that time"}: the defect detector saw ${picturesLearned.toLocaleString(language)} of ${pictures.toLocaleString(language)} pictures and will miss more.`,
    });
  for (const line of thresholdTexts(threshold)) session.print(`  ${t(line)}`);
  session.print({
    ja: `  調べるには: npx omakase outlier check ${path} <絵>`,
    en: `  To check pictures: npx omakase outlier check ${path} <pictures>`,
  });
}

const progressTexts = {
  residual: (done: number, total: number, left: string) => ({
    ja: `描きなおしを練習中 ${done} / ${total}  あと ${left}`,
    en: `learning to draw them again ${done} / ${total}  ${left} left`,
  }),
  defects: (done: number, total: number, left: string) => ({
    ja: `傷さがしを練習中 ${done} / ${total}  あと ${left}`,
    en: `learning to find defects ${done} / ${total}  ${left} left`,
  }),
};
const calibrationText = { ja: "目盛りとしきい値を決めています", en: "setting the scales and the threshold" };
const stoppingText = {
  ja: "ここまでで仕上げています（もう一度 Ctrl-C で、保存せずに終わります）",
  en: "finishing with what was learned (another Ctrl-C ends it without saving)",
};

function folderExistsError(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "まだないフォルダ", en: "a folder that is not there yet" },
    got: { ja: "すでにあるもの", en: "one that is" },
    remedy: { ja: "別の --out を指定してください", en: "Give another --out" },
  });
}
