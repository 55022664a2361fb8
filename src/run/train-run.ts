import { appendLog, type Checkpoint, type LogRecord } from "../checkpoint/index.ts";
import type { Dataset } from "../dataset/index.ts";
import { createTrainer, picturesOf, type Metrics } from "../trainer/index.ts";
import type { RunConfig } from "./config.ts";
import { keepRun, type Due, type Kept } from "./keep-run.ts";
import { heldBack } from "./held-back.ts";
import { logWindow } from "./log-window.ts";
import { otherDevice } from "./other-device.ts";
import { createModel, settingsOf } from "./preset.ts";
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
  /** Stops early; everything is saved first. */
  readonly signal?: AbortSignal;
  /** Where an earlier training ended, with what it had logged. */
  readonly from?: { readonly checkpoint: Checkpoint; readonly log: readonly LogRecord[] };
}

const secondsBetweenCheckpoints = 60;

/** Trains a run and keeps its folder up to date: log, checkpoints, figures, card. Yields what happens. */
export async function* trainRun(
  place: RunPlace,
  config: RunConfig,
  dataset: Dataset,
  plan: TrainPlan,
): AsyncGenerator<RunEvent> {
  const { host, device, path } = place;
  const { from, signal } = plan;
  const elsewhere = from && otherDevice(from.checkpoint.device, device);
  if (elsewhere) yield { type: "notice", text: elsewhere };
  const compiling = host.clock();
  const model = createModel(config);
  const { training, heldOut } = heldBack(dataset, config);
  const pictures = picturesOf(training, config.seed, config);
  const options = { device, seed: config.seed, settings: settingsOf(config), from: from?.checkpoint };
  const trainer = await createTrainer(model, pictures, options);
  yield { type: "ready", seconds: (host.clock() - compiling) / 1000, parameters: trainer.parameters };

  const log = [...(from?.log ?? [])];
  const window = logWindow(Math.max(1, Math.round(128 / config.batch)));
  const first = trainer.step;
  const watch = stopwatch(host.clock);
  const pace = paceOf(host.clock, config.batch);
  let metrics: Metrics = {};
  let kept: Kept | undefined;
  let savedAt = host.clock();

  const done = () => {
    const parts = [0];
    if (plan.steps !== undefined) parts.push(trainer.step / plan.steps);
    if (plan.minutes !== undefined) parts.push(watch.seconds() / (plan.minutes * 60));
    return Math.min(1, Math.max(...parts));
  };

  async function* keep(due: Due): AsyncGenerator<RunEvent> {
    const now = await watch.pause(() => keepRun(place, { config, dataset, heldOut, model, trainer, log }, due));
    kept = now ?? kept;
    if (due.checkpoint || due.figures) {
      savedAt = host.clock();
      yield { type: "checkpoint", step: trainer.step };
    }
    if (now) yield { type: "figures", files: now.files };
  }

  try {
    if (trainer.step === 0) yield* keep({ checkpoint: true, moment: true });
    let moment = momentAfter(trainer.picturesSeen);
    while (done() < 1 && !signal?.aborted) {
      metrics = await trainer.advance();
      const { step, picturesSeen } = trainer;
      const record = window.add(step, picturesSeen, metrics);
      if (record) {
        log.push(record);
        await appendLog(host.files, path, record);
      }
      const part = done();
      const secondsLeft = watch.seconds() * (1 / Math.max(1e-6, part) - 1);
      yield { type: "step", step, picturesSeen, metrics, picturesPerSecond: pace(), done: part, secondsLeft };
      if (part >= 1) break; // what is due then is kept below
      const checkpoint = plan.checkpointEvery
        ? step % plan.checkpointEvery === 0
        : host.clock() - savedAt > secondsBetweenCheckpoints * 1000;
      const figures = plan.figuresEvery ? step % plan.figuresEvery === 0 : checkpoint;
      const due = { checkpoint, figures, moment: picturesSeen >= moment };
      if (due.moment) moment = momentAfter(picturesSeen);
      if (due.checkpoint || due.figures || due.moment) yield* keep(due);
    }
    const seconds = watch.seconds();
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
        metrics: log.at(-1)?.metrics ?? metrics,
        figures: kept!.files,
        shown: kept!.shown,
        interrupted: done() < 1,
      },
    };
  } finally {
    trainer.dispose();
  }
}

/** After how many pictures to look next: after 500, 1,000, 2,000 …, as much happens early on. */
function momentAfter(picturesSeen: number): number {
  let next = 500;
  while (next <= picturesSeen) next *= 2;
  return next;
}
