import {
  anomalyThreshold,
  conformalPValue,
  createSerialQueue,
  judgePictures,
  scoreAnomalies,
  scoreEvidence,
  withFeedback,
  decisiveSize,
  drawCharacter,
  drawSushi,
  fitAnomalyModel,
  fitSquare,
  foundShare,
  isReady,
  reliablyFoundDefects,
  datasetFromPictures,
  heatMap,
  openDataset,
  reduceToSide,
  resizeMap,
  sushiDefects,
  type Dataset,
  type Host,
  type AnomalyScore,
  type AnomalyModel,
  type AnomalyThreshold,
  type FeedbackVerdict,
  type PictureFeedback,
  type SelfTest,
  type Picture,
  type SkippedFile,
  type Text,
} from "omakase/studio";
import { droppedFiles, droppedFolder } from "./dropped-files.ts";
import { keptAnomalyModel } from "./kept-anomaly-model.ts";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { maxNormalPictures, maxCheckedPictures } from "./limits.ts";
import { renderRandomPictures } from "../render.ts";
import type { DroppedFile } from "../train/upload-store.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type Pixels } from "../rendered-picture.ts";

/** Pictures to fit or to check. */
export type PictureInput =
  | { readonly kind: "files"; readonly files: readonly DroppedFile[] }
  /** Sushi of the built-in set; a checked set contains defective sushi or other objects. */
  | { readonly kind: "sushi"; readonly count: number }
  /** Samples of a model. */
  | { readonly kind: "drawn"; readonly run: string; readonly seed: number; readonly count: number }
  | { readonly kind: "pictures"; readonly pictures: readonly Pixels[] };

/** Options of a fit. */
export interface FitOptions {
  /** Approximate time for training the defect detector, minutes. */
  readonly minutes: number;
  /** Target: small defects in objects of the same kind, or objects of another kind, which need no training. */
  readonly target: "any" | "novelty";
}

/** Summary of a fit. */
export interface FitSummary {
  /** Numbers of pictures for the fit and its scales, and for the threshold. */
  readonly trainingCount: number;
  readonly calibrationCount: number;
  readonly skipped: readonly SkippedFile[];
  /** Result of the test on synthetic flaws; undefined where they are not looked for. */
  readonly selfTest?: { readonly ready: boolean; readonly size: number; readonly share: number };
  /** A few of the pictures; none of a model that was kept. */
  readonly examples: readonly Pixels[];
  /** Whether the browser keeps the model, and what is said about single pictures. */
  readonly isKept: boolean;
}

/** Part of a result that changes with feedback about any picture. */
export interface AnomalyRating {
  readonly score: number;
  /** p-value: probability that a normal picture scores at least as high, 0 … 1. */
  readonly pValue: number;
  /** Verdict of the owner about this picture. */
  readonly verdict?: FeedbackVerdict;
}

/** Checked picture. */
export interface AnomalyResult extends AnomalyRating {
  /** Number among the checked pictures. */
  readonly id: number;
  readonly name: Text;
  /** True label of an example. */
  readonly truth?: Text;
  readonly picture: Pixels;
  /** Heat map of the anomaly; undefined if it is not local. */
  readonly heatOverlay?: Pixels;
}

/** Result of a check. */
export interface AnomalyCheck {
  /** Results, most anomalous first. */
  readonly results: readonly AnomalyResult[];
  readonly skipped: readonly SkippedFile[];
}

/** Side of the compared pictures, px. */
const size = 64;
/** Largest side of the pictures on the screen, px. */
const maxShownSide = 256;
/** Minimum heat of an anomalous spot, standard deviations; its colour is clearly visible. */
const minHeatStd = 2.5;

/** Creates the service that fits a detector to normal pictures and checks others. */
export function createAnomalyService(runs: RunCache, host: Host, jobs: TaskRunner) {
  const kept = keptAnomalyModel(host.files);
  let fittedModel: AnomalyModel | undefined;
  let checked: { readonly dataset: Dataset; judged?: Promise<readonly PictureFeedback[]> } | undefined;
  const verdicts = createSerialQueue();
  const modelInUse = (): AnomalyModel => {
    if (!fittedModel) throw new Error("nothing was learned yet");
    return fittedModel;
  };
  return {
    /** Opens the model that the browser kept, with its feedback; undefined without one. */
    async restore(): Promise<(FitSummary & { readonly target: FitOptions["target"] }) | undefined> {
      const model = await kept.open();
      if (!model) return undefined;
      fittedModel = model;
      const target = model.target === "novelty" ? "novelty" : "any";
      return { ...summarizeModel(model), target, skipped: [], examples: [], isKept: true };
    },
    async fit(
      given: PictureInput,
      { minutes, target }: FitOptions,
      onProgress: TaskProgressListener,
    ): Promise<FitSummary> {
      const signal = jobs.begin("outlier");
      const begun = performance.now();
      const share = (): number => (performance.now() - begun) / (60_000 * minutes);
      const normal = await openInput(given, maxNormalPictures, signal, (done) =>
        onProgress({ fraction: 0.1 * done, activity: { ja: "絵を読んでいます", en: "reading the pictures" } }),
      );
      const { device } = await runs.device();
      const model = await fitAnomalyModel(normal, {
        device,
        signal,
        target,
        secondsLeft: () => (1 - share()) * 60 * minutes,
        onProgress: () =>
          onProgress({
            fraction: 0.1 + 0.8 * Math.min(1, share()),
            activity: { ja: "「ふつう」を学んでいます", en: "learning what is normal" },
          }),
      });
      fittedModel = model;
      const examples = await firstPictures(normal, 12);
      return { ...summarizeModel(model), skipped: normal.skipped, examples, isKept: await kept.save(model) };
    },
    async check(given: PictureInput, onProgress: TaskProgressListener): Promise<AnomalyCheck> {
      const model = modelInUse();
      const signal = jobs.begin("outlier");
      const { device } = await runs.device();
      const activity = { ja: "調べています", en: "looking" };
      const { dataset: suspects, labels } =
        given.kind === "sushi"
          ? sushiTestSet(given.count, model.target)
          : labelledByName(await openInput(given, maxCheckedPictures, signal, () => undefined));
      const found = await scoreAnomalies(model, suspects, {
        device,
        signal,
        onProgress: ({ done, total }) => onProgress({ fraction: done / total, activity }),
      });
      checked = { dataset: suspects };
      const results = await Promise.all(
        found.map(async (anomalyScore, at) => ({
          ...anomalyResultFrom(labels[at], await shownPicture(suspects, at), anomalyScore),
          id: at,
        })),
      );
      return { results: results.sort((a, b) => b.score - a.score), skipped: suspects.skipped };
    },
    /**
     * Tells the model about a checked picture, or takes that back.
     *
     * @param id - number of the picture.
     * @param verdict - what its owner says; undefined: nothing.
     * @returns ratings of all checked pictures, by number.
     */
    judge(id: number, verdict: FeedbackVerdict | undefined): Promise<readonly AnomalyRating[]> {
      return verdicts.run(() => judge(id, verdict));
    },
    /**
     * Returns the threshold; Infinity if the rate cannot be guaranteed.
     *
     * @param rate - false-alarm rate, 0 … 1.
     */
    threshold(rate: number): AnomalyThreshold | undefined {
      return fittedModel && anomalyThreshold(fittedModel, rate);
    },
  };

  async function judge(id: number, verdict: FeedbackVerdict | undefined): Promise<readonly AnomalyRating[]> {
    if (!checked) throw new Error("nothing was checked yet");
    const { device } = await runs.device();
    const { dataset } = checked;
    const judged = await (checked.judged ??= judgePictures(modelInUse(), dataset, {
      ...{ device, verdict: "accepted", date: "" },
      nameOf: (at) => dataset.nameOf(at),
    }));
    const { hash } = judged[id];
    const others = (modelInUse().feedback ?? []).filter((one) => one.hash !== hash);
    const entry = verdict && { ...judged[id], verdict, date: new Date().toISOString() };
    const model = (fittedModel = withFeedback(modelInUse(), entry ? [...others, entry] : others));
    await (entry ? kept.add(model, entry) : kept.remove(hash));
    const said = new Map(model.feedback?.map((one) => [one.hash, one.verdict]));
    const scores = scoreEvidence(
      model,
      judged.map(({ evidence }) => evidence),
    );
    return scores.map((score, at) => ({
      score,
      pValue: conformalPValue(model.calibration, score, model.calibrationGroups),
      verdict: said.get(judged[at].hash),
    }));
  }

  async function openInput(
    given: PictureInput,
    most: number,
    signal: AbortSignal,
    onDone: (share: number) => void,
  ): Promise<Dataset> {
    const told = ({ done, total }: { readonly done: number; readonly total: number }) => onDone(done / total);
    const options = { size, channels: 3, fit: "stretch", signal, onProgress: told } as const;
    switch (given.kind) {
      case "files": {
        const { files } = given;
        const archive = files.length === 1 && /\.(zip|idx|gz|ubyte)$/i.test(files[0].path);
        const source = archive ? `${droppedFolder}/${files[0].path}` : droppedFolder;
        return openDataset(source, { ...host, files: droppedFiles(files) }, { ...options, count: most });
      }
      case "sushi":
        return openDataset("sushi", host, { ...options, count: given.count });
      case "drawn": {
        const drawn = await renderRandomPictures(await runs.load(given.run), given.seed, given.count, options);
        return datasetFromPictures(
          drawn.map(({ pixels }) => pictureFromPixels(pixels)),
          { size, channels: 3 },
        );
      }
      case "pictures":
        return datasetFromPictures(given.pictures.map(pictureFromPixels), { size, channels: 3 });
    }
  }
}

function summarizeModel(model: AnomalyModel): Pick<FitSummary, "trainingCount" | "calibrationCount" | "selfTest"> {
  return {
    trainingCount: model.counts.training + model.counts.scale,
    calibrationCount: model.calibration.length,
    ...(model.selfTest && { selfTest: summarizeSelfTest(model.selfTest) }),
  };
}

/** Returns whether the model is ready, and from which size on it finds which share of synthetic flaws. */
function summarizeSelfTest(test: SelfTest): FitSummary["selfTest"] & {} {
  const { size, share } = reliablyFoundDefects(test) ?? {
    size: decisiveSize(test),
    share: foundShare(test, decisiveSize(test)),
  };
  return { ready: isReady(test), size, share };
}

interface LabelledPictures {
  readonly dataset: Dataset;
  readonly labels: readonly Pick<AnomalyResult, "name" | "truth">[];
}

function labelledByName(dataset: Dataset): LabelledPictures {
  const names = Array.from({ length: dataset.count }, (_, at) => dataset.nameOf(at));
  return { dataset, labels: names.map((name) => ({ name: { ja: name, en: name } })) };
}

/** Returns normal sushi with an anomaly in every third place: a defective one, or another object. */
function sushiTestSet(count: number, target: AnomalyModel["target"]): LabelledPictures {
  const drawn = Array.from({ length: count }, (_, at) =>
    at % 3 === 1 ? (target === "novelty" ? novelPicture(at) : defectiveSushi(at)) : normalSushi(at),
  );
  const labels = drawn.map(({ truth }, at) => ({ name: { ja: `例 ${at + 1}`, en: `example ${at + 1}` }, truth }));
  return {
    dataset: datasetFromPictures(
      drawn.map(({ picture }) => picture),
      { size, channels: 3 },
    ),
    labels,
  };
}

interface LabelledExample {
  readonly picture: Picture;
  readonly truth: Text;
}

function normalSushi(at: number): LabelledExample {
  return { picture: drawSushi(at, { seed: 77, size }).picture, truth: { ja: "きれいな寿司", en: "fine sushi" } };
}

function novelPicture(at: number): LabelledExample {
  return {
    picture: drawCharacter(at, { seed: 77, size }).picture,
    truth: { ja: "寿司ではない（顔）", en: "no sushi (a face)" },
  };
}

function defectiveSushi(at: number): LabelledExample {
  const { value: defect, text } = sushiDefects[Math.floor(at / 3) % sushiDefects.length];
  const labels = defect === "tear" ? ({ nori: "band" } as const) : {};
  return { picture: drawSushi(at, { seed: 77, size, labels, defect }).picture, truth: text };
}

function anomalyResultFrom(
  told: LabelledPictures["labels"][number],
  picture: Picture,
  { score, pValue, verdict, map }: AnomalyScore,
): Omit<AnomalyResult, "id"> {
  const share = map.values.filter((value) => value >= minHeatStd).length / map.values.length;
  const { values } = resizeMap(map, picture.width, picture.height);
  const [square, heat] = [picture, heatMap(picture, values)].map((one) => pixelsFromPicture(padToSquare(one)));
  return {
    ...told,
    picture: square,
    heatOverlay: share > 0 && share <= 0.5 ? heat : undefined,
    score,
    pValue,
    verdict,
  };
}

/** Loads a picture in its own shape, reduced for the screen. */
async function shownPicture(dataset: Dataset, at: number): Promise<Picture> {
  const picture = await (dataset.fullPicture ?? dataset.picture)(at);
  return reduceToSide(picture, maxShownSide, dataset.channels);
}

function padToSquare(picture: Picture): Picture {
  return fitSquare(picture, Math.max(picture.width, picture.height), 3, "pad");
}

async function firstPictures(dataset: Dataset, count: number): Promise<Pixels[]> {
  const some = Array.from({ length: Math.min(count, dataset.count) }, (_, at) => dataset.picture(at));
  return (await Promise.all(some)).map(pixelsFromPicture);
}
