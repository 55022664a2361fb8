import { appendLog, writeRunConfig, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import type { Dataset } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { Model } from "../model/index.ts";
import {
  createTrainer,
  finishingSteps,
  followsLength,
  isBreakdown,
  isWorse,
  type Metrics,
  createBatchSource,
  type Snapshot,
  totalStepsAt,
  type Verdict,
} from "../train/index.ts";
import { runSchema, type RunConfig } from "./config.ts";
import { createMonitor } from "./monitor.ts";
import { writeAttributeExamples } from "./attribute-examples.ts";
import { rollback } from "./rollback.ts";
import {
  healthChecksIn,
  saveAutosave,
  saveRun,
  type SaveRequest,
  type SavedFigures,
  type HealthReport,
} from "./save-run.ts";
import { splitHeldOut } from "./split-held-out.ts";
import { createMetricsWindow } from "./log-window.ts";
import { deviceChangeNotice } from "./device-change-notice.ts";
import { createModel, settingsOf } from "./resolve-config.ts";
import {
  saveTrainingImageStatistics,
  readTrainingImageStatistics,
  type TrainingImageStatistics,
} from "./training-image-statistics.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunContext } from "./run-context.ts";
import { lengthEstimator } from "./training-length.ts";
import { checkpointInterval, throughputMeter, createTrainingTimer } from "./training-timer.ts";
import { smallDatasetNotice } from "./small-dataset-notice.ts";
import { runText } from "../text/index.ts";

/** Options of {@link trainRun}. */
export interface TrainPlan {
  /** Last step, counted from the run's beginning. */
  readonly steps?: number;
  /** Maximum training time, min; training ends at the first limit reached. */
  readonly minutes?: number;
  /**
   * Ends soon instead of at a limit: the stages that are left get half of their share, so that the model draws. Default
   * false.
   */
  readonly finish?: boolean;
  /** Steps between checkpoints. Default: a minute apart, more where saving and judging take long. */
  readonly checkpointEvery?: number;
  /** Steps between figures. Default: at every checkpoint. */
  readonly figuresEvery?: number;
  /** Whether figures are written as files. Default true. */
  readonly figures?: boolean;
  /**
   * Saves the training at `path` as well, without evaluating the model, whenever `due` returns true after a step: for
   * hosts that may end without notice. `loadCheckpoint` resumes from it. Default: checkpoints only.
   */
  readonly autosave?: { readonly path: string; readonly due: () => boolean };
  /** Stops early; everything is saved first. */
  readonly signal?: AbortSignal;
  /** Initial model, and statistics of its training images. Default: new random weights. */
  readonly start?: { readonly weights: Weights; readonly real?: TrainingImageStatistics };
  /** Custom model, whose losses are in its file. Default: the built-in model of the configuration. */
  readonly model?: Model;
  /** Checkpoint and log of an earlier training to resume. */
  readonly from?: { readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] };
}

/**
 * Trains a run and updates its folder: log, checkpoints, figures, model card.
 *
 * Each checkpoint includes a health check of the model's samples. When training breaks down (NaN or infinite values, a
 * collapse), the run rolls back to the best model and retries once with `recoverySettings`; a second breakdown ends it.
 * A run whose last model is worse than its best one (see `isWorse`) also ends with the best one.
 *
 * @param context - host, device and the run's folder.
 * @param plan - length of the training, and what to save. Default: until `plan.signal` aborts.
 * @returns events, of which the last is `end`.
 * @throws OmakaseError `run` when the run's folder is removed during the training.
 */
export async function* trainRun(
  context: RunContext,
  configured: RunConfig,
  dataset: Dataset,
  plan: TrainPlan,
): AsyncGenerator<RunEvent> {
  const { host, device, path } = context;
  const { from, signal } = plan;
  const deviceNotice = from && deviceChangeNotice(from.checkpoint.device, device);
  const smallNotice = from ? undefined : smallDatasetNotice(dataset.count);
  for (const text of [deviceNotice, smallNotice]) if (text) yield { type: "notice", text };
  const compiling = host.clock();
  const model = plan.model ?? createModel(configured);
  const follows = followsLength(model, settingsOf(configured));
  const initialConfig = plan.from ? configured : withTotal(configured, plan, follows);
  const { training, heldOut } = splitHeldOut(dataset, initialConfig);
  const open = (config: RunConfig, snapshot: Snapshot | undefined) => {
    const seed = config.seed + Number(config.retry !== undefined); // a retry uses other random numbers
    const settings = settingsOf(config);
    return createTrainer(model, createBatchSource(training, seed, config), {
      device,
      seed,
      settings,
      from: snapshot,
      start: plan.start?.weights,
    });
  };
  let config = initialConfig;
  let trainer = await open(config, from?.checkpoint);
  if (!from) await beginRun(context, config, dataset); // only now, after the step is known to fit the device
  if (plan.start?.real) await saveTrainingImageStatistics(host.files, path, plan.start.real, "old");
  const old = await readTrainingImageStatistics(host.files, path, "old");
  const monitor = await createMonitor(training, old?.qualityStatistics);
  yield { type: "ready", seconds: (host.clock() - compiling) / 1000, parameters: trainer.parameters };

  const limits = plan.finish ? { steps: Math.max(1, finishingSteps(model.stages, config, trainer.step)) } : plan;

  /** Changes the length of the training that schedules follow, here and in the run's folder. */
  const changeLength = async (steps: number) => {
    trainer.changeLength(steps);
    config = { ...config, totalImages: trainer.settings.totalImages };
    await writeRunConfig(host.files, path, config);
  };
  const plannedSteps = () => totalStepsAt(config, trainer.step);
  const isOpen = from !== undefined || configured.totalImages === undefined; // a length in the configuration stays
  const estimateLength = follows && isOpen && limits.minutes ? lengthEstimator(limits.minutes) : undefined;
  if (follows && from && limits.steps !== undefined && ![plannedSteps(), trainer.step].includes(limits.steps))
    await changeLength(limits.steps);

  const log = [...(from?.log ?? [])];
  const first = trainer.step;
  const watch = createTrainingTimer(host.clock);
  const pace = throughputMeter(host.clock, trainer.imagesSeen);
  let window = createMetricsWindow(windowOf(config), from?.checkpoint.unlogged);
  let metrics: Metrics = {};
  let healthReport: HealthReport | undefined;
  let saved: SavedFigures | undefined;
  let failure: Verdict | undefined;
  let [savedAt, savingTime] = [host.clock(), 0];
  let secondsOfStep = 1;
  let collected = 1;

  const done = () => {
    const parts = [0];
    if (limits.steps !== undefined) parts.push(trainer.step / limits.steps);
    if (limits.minutes !== undefined) parts.push(watch.seconds() / (limits.minutes * 60));
    return Math.min(1, Math.max(...parts));
  };
  const doneBefore = done(); // by earlier sessions

  /** Returns the number of steps until the next record or due output, for a device that queues runs. */
  const stepsTogether = (step: number) => {
    if (!device.queuesRuns) return 1;
    const ends = [windowOf(config), plan.checkpointEvery, plan.figuresEvery].map((every) =>
      every === undefined ? Infinity : every - (step % every),
    );
    const inASecond = Math.max(1, Math.floor(1 / secondsOfStep)); // bounds the delay of Ctrl-C
    return Math.min(...ends, (limits.steps ?? Infinity) - step, inASecond);
  };

  async function* keep(due: SaveRequest): AsyncGenerator<RunEvent> {
    await requireFolder(context);
    const drawn = plan.figures ?? true;
    const parts = { config, dataset, heldOut, model, trainer, monitor, log, unlogged: window.sums(), drawn };
    const begun = host.clock();
    const now = await watch.pause(() => saveRun(context, parts, due));
    saved = now.kept ?? saved;
    if (now.look) {
      healthReport = now.look;
      yield { type: "verdict", step: trainer.step, ...healthReport };
      if (isBreakdown(healthReport.verdict)) return void (failure = healthReport.verdict);
      savedAt = host.clock();
      savingTime = savedAt - begun;
      yield { type: "checkpoint", step: trainer.step };
    }
    if (now.kept) yield { type: "figures", files: now.kept.files };
  }

  /** Rolls back to the best model. */
  async function* rollbackFor(reason: Verdict | "worse", again: boolean): AsyncGenerator<RunEvent> {
    const broken = trainer;
    if (again) {
      config = { ...config, retry: { step: broken.step, verdict: reason as Verdict } };
      await writeRunConfig(host.files, path, config);
    }
    const best = await watch.pause(() => rollback(context));
    log.length = 0;
    for (const record of best.log) log.push(record); // a long log exceeds the maximum number of arguments
    window = createMetricsWindow(windowOf(config), best.checkpoint.unlogged);
    trainer = await watch.pause(() => open(config, best.checkpoint));
    broken.dispose();
    saved = undefined;
    yield { type: "rollback", from: broken.step, to: trainer.step, reason, again };
  }

  try {
    // a rollback always needs a checkpoint
    if (!log.some(({ verdict }) => verdict !== undefined))
      yield* keep({ checkpoint: true, samples: trainer.step === 0 });
    for (;;) {
      let moment = nextSampleSheetAt(trainer.imagesSeen);
      failure = undefined;
      while (done() < 1 && !signal?.aborted && !failure) {
        try {
          const [begun, count] = [host.clock(), stepsTogether(trainer.step)];
          metrics = await trainer.advance(count);
          secondsOfStep = (host.clock() - begun) / 1000 / count;
          collected = count;
        } catch (error) {
          if (!(error instanceof OmakaseError && error.code === "diverged")) throw error;
          failure = "broken";
          break;
        }
        const { step, imagesSeen } = trainer;
        const length = estimateLength?.(trainer, watch.seconds(), plannedSteps());
        const part = done();
        if (length !== undefined && part < 1) await changeLength(Math.min(length, limits.steps ?? Infinity));
        const record = window.add(step, imagesSeen, metrics, collected);
        if (record) {
          await requireFolder(context);
          log.push(record);
          await appendLog(host.files, path, record);
        }
        const secondsLeft = (watch.seconds() * (1 - part)) / Math.max(1e-6, part - doneBefore);
        yield {
          type: "step",
          step,
          imagesSeen,
          metrics,
          imagesPerSecond: pace(imagesSeen),
          done: part,
          secondsLeft,
        };
        if (part >= 1) break; // what is due then is saved below
        const checkpoint = plan.checkpointEvery
          ? step % plan.checkpointEvery === 0
          : host.clock() - savedAt > checkpointInterval(savingTime);
        const figures = plan.figuresEvery ? step % plan.figuresEvery === 0 : checkpoint;
        const due = { checkpoint, figures, samples: imagesSeen >= moment };
        if (due.samples) moment = nextSampleSheetAt(imagesSeen);
        if (due.checkpoint || due.figures || due.samples) yield* keep(due);
        if (!failure && !due.checkpoint && plan.autosave?.due()) {
          const { path } = plan.autosave;
          await watch.pause(() => saveAutosave(context, { config, trainer, unlogged: window.sums() }, path));
          yield { type: "autosave", step };
        }
      }
      if (!failure && saved?.step !== trainer.step) yield* keep({ figures: true });
      if (!failure) break;
      const again = config.retry === undefined;
      yield* rollbackFor(failure, again);
      if (!again) break;
    }
    const seconds = watch.seconds();
    const trained = healthChecksIn({ config, model, log }, trainer.step).filter(({ imagesSeen }) => imagesSeen > 0);
    const [best] = trained.sort((a, b) => a.distance - b.distance);
    if (!failure && healthReport && best && isWorse(healthReport.checkup, best)) yield* rollbackFor("worse", false);
    const isInterrupted = done() < 1 && !failure;
    if (saved?.step !== trainer.step) yield* keep({ figures: true });
    yield {
      type: "end",
      summary: {
        path,
        config,
        step: trainer.step,
        imagesSeen: trainer.imagesSeen,
        seconds,
        imagesPerSecond: ((trainer.step - first) * config.batchSize) / Math.max(1e-6, seconds),
        metrics: log.filter(({ verdict }) => verdict === undefined).at(-1)?.metrics ?? metrics,
        figures: saved!.files,
        figureData: saved!.figureData,
        verdict: healthReport!.verdict,
        stopReason: failure,
        isInterrupted,
        stepsToFinish: finishingSteps(model.stages, config, trainer.step) - trainer.step,
      },
    };
  } finally {
    trainer.dispose();
  }
}

/** Adds the length of a new training that follows it; one in minutes learns it later. The order is that of the schema. */
function withTotal(config: RunConfig, { steps, minutes }: TrainPlan, follows: boolean): RunConfig {
  const totalImages = minutes === undefined && steps !== undefined ? steps * config.batchSize : [];
  return runSchema.parse(follows ? { ...config, totalImages: config.totalImages ?? totalImages } : config); // a resume reads it in this order
}

/** Creates the folder of a run. */
async function beginRun({ host: { files }, path }: RunContext, config: RunConfig, dataset: Dataset): Promise<void> {
  await writeRunConfig(files, path, config);
  if (config.attributes) await writeAttributeExamples(files, path, config.attributes, dataset);
}

/**
 * Rejects a run whose folder was removed during the training: writing would restore an incomplete folder.
 *
 * @throws OmakaseError `run`.
 */
async function requireFolder({ host: { files }, path }: RunContext): Promise<void> {
  if ((await files.size(files.join(path, "config.json"))) !== undefined) return;
  throw new OmakaseError("run", { where: path, ...runText.trainRun.placeRemoved });
}

/** Returns the steps per log record: about 128 images. */
function windowOf({ batchSize }: RunConfig): number {
  return Math.max(1, Math.round(128 / batchSize));
}

/** Returns the images seen at the next sample sheet: 500, 1,000, 2,000 …, as early training changes most. */
function nextSampleSheetAt(imagesSeen: number): number {
  let next = 500;
  while (next <= imagesSeen) next *= 2;
  return next;
}
