import { appendLog, writeRunConfig, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import type { Dataset } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { Model } from "../model/index.ts";
import {
  createTrainer,
  isBreakdown,
  isWorse,
  type Metrics,
  picturesOf,
  type Snapshot,
  type Verdict,
} from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import { examiner } from "./examiner.ts";
import { writeExamples } from "./examples.ts";
import { goBack } from "./go-back.ts";
import { checkupsIn, keepBookmark, keepRun, type Due, type Kept, type Look } from "./keep-run.ts";
import { heldBack } from "./held-back.ts";
import { logWindow } from "./log-window.ts";
import { otherDevice } from "./other-device.ts";
import { createModel, settingsOf } from "./preset.ts";
import { keepRealPictures, readRealPictures, type RealPictures } from "./real-pictures.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunPlace } from "./run-place.ts";
import { paceOf, stopwatch } from "./stopwatch.ts";

/** See {@link trainRun}. */
export interface TrainPlan {
  /** Stops after this step, counted from the run's beginning. */
  readonly steps?: number;
  /** Stops after this time of training; whichever comes first. */
  readonly minutes?: number;
  /** Steps between checkpoints. Default: about 60 s apart. */
  readonly checkpointEvery?: number;
  /** Steps between figures. Default: at every checkpoint. */
  readonly figuresEvery?: number;
  /** Whether figures are drawn as files, for people who look into the folder. Default true. */
  readonly figures?: boolean;
  /**
   * Keeps the training at `path` as well, without a look at its model, whenever `due` says so after a step: for hosts
   * that may end without a word. Only to go on from there, by `loadCheckpoint`. Default: checkpoints are enough.
   */
  readonly bookmark?: { readonly path: string; readonly due: () => boolean };
  /** Stops early; everything is saved first. */
  readonly signal?: AbortSignal;
  /** What the run begins with, in place of fresh weights: a model, and the pictures that it learned from. */
  readonly start?: { readonly weights: Weights; readonly real?: RealPictures };
  /** The model, for a run of a custom one: its losses are in its file. Default: the built-in model of the configuration. */
  readonly model?: Model;
  /** Where an earlier training ended, with what it had logged. */
  readonly from?: { readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] };
}

const secondsBetweenCheckpoints = 60;

/**
 * Trains a run and keeps its folder up to date: log, checkpoints, figures, card. Yields what happens.
 *
 * Whenever it saves it looks at what the model draws and says how it goes. When training breaks (numbers that are none,
 * a collapse) it goes back to the best model so far and tries once more, more gently; when it breaks again it stops
 * there. A run also ends with its best model where the last one is worse (see `isWorse`).
 */
export async function* trainRun(
  place: RunPlace,
  given: RunConfig,
  dataset: Dataset,
  plan: TrainPlan,
): AsyncGenerator<RunEvent> {
  const { host, device, path } = place;
  const { from, signal } = plan;
  const elsewhere = from && otherDevice(from.checkpoint.device, device);
  if (elsewhere) yield { type: "notice", text: elsewhere };
  const compiling = host.clock();
  const model = plan.model ?? createModel(given);
  const { training, heldOut } = heldBack(dataset, given);
  const open = (config: RunConfig, snapshot: Snapshot | undefined) => {
    const seed = config.seed + Number(config.retry !== undefined); // not the same chances that broke it
    const settings = settingsOf(config);
    return createTrainer(model, picturesOf(training, seed, config), {
      device,
      seed,
      settings,
      from: snapshot,
      start: plan.start?.weights,
    });
  };
  let config = given;
  let trainer = await open(config, from?.checkpoint);
  if (!from) await beginRun(place, config, dataset); // only now, as the step fits the device
  if (plan.start?.real) await keepRealPictures(host.files, path, plan.start.real, "old");
  const old = await readRealPictures(host.files, path, "old");
  const real = await examiner(training, old?.glance);
  yield { type: "ready", seconds: (host.clock() - compiling) / 1000, parameters: trainer.parameters };

  const log = [...(from?.log ?? [])];
  const first = trainer.step;
  const watch = stopwatch(host.clock);
  const pace = paceOf(host.clock, trainer.picturesSeen);
  let window = logWindow(windowOf(config), from?.checkpoint.unlogged);
  let metrics: Metrics = {};
  let look: Look | undefined;
  let kept: Kept | undefined;
  let trouble: Verdict | undefined;
  let savedAt = host.clock();
  let secondsOfStep = 1;
  let collected = 1;

  const done = () => {
    const parts = [0];
    if (plan.steps !== undefined) parts.push(trainer.step / plan.steps);
    if (plan.minutes !== undefined) parts.push(watch.seconds() / (plan.minutes * 60));
    return Math.min(1, Math.max(...parts));
  };

  /** A device that runs ahead does all steps up to the next record, or the next thing that is due. */
  const stepsTogether = (step: number) => {
    if (!device.runsAhead) return 1;
    const ends = [windowOf(config), plan.checkpointEvery, plan.figuresEvery].map((every) =>
      every === undefined ? Infinity : every - (step % every),
    );
    const inASecond = Math.max(1, Math.floor(1 / secondsOfStep)); // so that Ctrl-C is heard
    return Math.min(...ends, (plan.steps ?? Infinity) - step, inASecond);
  };

  async function* keep(due: Due): AsyncGenerator<RunEvent> {
    await requireFolder(place);
    const drawn = plan.figures ?? true;
    const parts = { config, dataset, heldOut, model, trainer, examiner: real, log, unlogged: window.sums(), drawn };
    const now = await watch.pause(() => keepRun(place, parts, due));
    kept = now.kept ?? kept;
    if (now.look) {
      look = now.look;
      yield { type: "verdict", step: trainer.step, ...look };
      if (isBreakdown(look.verdict)) return void (trouble = look.verdict);
      savedAt = host.clock();
      yield { type: "checkpoint", step: trainer.step };
    }
    if (now.kept) yield { type: "figures", files: now.kept.files };
  }

  /** Goes back to the best model. */
  async function* goBackFor(reason: Verdict | "worse", again: boolean): AsyncGenerator<RunEvent> {
    const broken = trainer;
    if (again) {
      config = { ...config, retry: { step: broken.step, verdict: reason as Verdict } };
      await writeRunConfig(host.files, path, config);
    }
    const best = await watch.pause(() => goBack(place));
    log.length = 0;
    for (const record of best.log) log.push(record); // a long run has more than a function takes arguments
    window = logWindow(windowOf(config), best.checkpoint.unlogged);
    trainer = await watch.pause(() => open(config, best.checkpoint));
    broken.dispose();
    kept = undefined;
    yield { type: "rollback", from: broken.step, to: trainer.step, reason, again };
  }

  try {
    // whatever breaks, there is a model to go back to
    if (checkupsIn(log).length === 0) yield* keep({ checkpoint: true, moment: trainer.step === 0 });
    for (;;) {
      let moment = momentAfter(trainer.picturesSeen);
      trouble = undefined;
      while (done() < 1 && !signal?.aborted && !trouble) {
        try {
          const [begun, count] = [host.clock(), stepsTogether(trainer.step)];
          metrics = await trainer.advance(count);
          secondsOfStep = (host.clock() - begun) / 1000 / count;
          collected = count;
        } catch (error) {
          if (!(error instanceof OmakaseError && error.code === "diverged")) throw error;
          trouble = "broken";
          break;
        }
        const { step, picturesSeen } = trainer;
        const record = window.add(step, picturesSeen, metrics, collected);
        if (record) {
          await requireFolder(place);
          log.push(record);
          await appendLog(host.files, path, record);
        }
        const part = done();
        const secondsLeft = watch.seconds() * (1 / Math.max(1e-6, part) - 1);
        yield {
          type: "step",
          step,
          picturesSeen,
          metrics,
          picturesPerSecond: pace(picturesSeen),
          done: part,
          secondsLeft,
        };
        if (part >= 1) break; // what is due then is kept below
        const checkpoint = plan.checkpointEvery
          ? step % plan.checkpointEvery === 0
          : host.clock() - savedAt > secondsBetweenCheckpoints * 1000;
        const figures = plan.figuresEvery ? step % plan.figuresEvery === 0 : checkpoint;
        const due = { checkpoint, figures, moment: picturesSeen >= moment };
        if (due.moment) moment = momentAfter(picturesSeen);
        if (due.checkpoint || due.figures || due.moment) yield* keep(due);
        if (!trouble && !due.checkpoint && plan.bookmark?.due()) {
          const { path } = plan.bookmark;
          await watch.pause(() => keepBookmark(place, { config, trainer, unlogged: window.sums() }, path));
          yield { type: "bookmark", step };
        }
      }
      if (!trouble && kept?.step !== trainer.step) yield* keep({ figures: true });
      if (!trouble) break;
      const again = config.retry === undefined;
      yield* goBackFor(trouble, again);
      if (!again) break;
    }
    const seconds = watch.seconds();
    const trained = checkupsIn(log).filter(({ picturesSeen }) => picturesSeen > 0);
    const [best] = trained.sort((a, b) => a.distance - b.distance);
    if (!trouble && look && best && isWorse(look.checkup, best)) yield* goBackFor("worse", false);
    const interrupted = done() < 1 && !trouble;
    if (kept?.step !== trainer.step) yield* keep({ figures: true });
    yield {
      type: "end",
      summary: {
        path,
        config,
        step: trainer.step,
        picturesSeen: trainer.picturesSeen,
        seconds,
        picturesPerSecond: ((trainer.step - first) * config.batch) / Math.max(1e-6, seconds),
        metrics: log.filter(({ verdict }) => verdict === undefined).at(-1)?.metrics ?? metrics,
        figures: kept!.files,
        shown: kept!.shown,
        verdict: look!.verdict,
        gaveUp: trouble,
        interrupted,
      },
    };
  } finally {
    trainer.dispose();
  }
}

/** Makes the folder of a run. */
async function beginRun({ host: { files }, path }: RunPlace, config: RunConfig, dataset: Dataset): Promise<void> {
  await writeRunConfig(files, path, config);
  if (config.attributes) await writeExamples(files, path, config.attributes, dataset);
}

/**
 * A folder that was removed while its run trains would come back without what it began with.
 *
 * @throws OmakaseError `run`.
 */
async function requireFolder({ host: { files }, path }: RunPlace): Promise<void> {
  if ((await files.size(files.join(path, "config.json"))) !== undefined) return;
  throw new OmakaseError("run", {
    where: path,
    expected: { ja: "学習中の実行フォルダ", en: "the folder of the run that trains" },
    got: { ja: "消された場所", en: "a place from which it was removed" },
    remedy: { ja: "もう一度学習をはじめてください", en: "Train again" },
  });
}

/** Steps that a record of the log covers: about 128 pictures. */
function windowOf({ batch }: RunConfig): number {
  return Math.max(1, Math.round(128 / batch));
}

/** After how many pictures to look next: after 500, 1,000, 2,000 …, as much happens early on. */
function momentAfter(picturesSeen: number): number {
  let next = 500;
  while (next <= picturesSeen) next *= 2;
  return next;
}
