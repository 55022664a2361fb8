import {
  appendLog,
  modelHash,
  omakaseVersion,
  saveCheckpoint,
  writeCard,
  type LogRecord,
} from "../checkpoint/index.ts";
import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { Language } from "../error.ts";
import { painter } from "../generate/index.ts";
import type { Host } from "../host.ts";
import { createTrainer, picturesOf, type Metrics, type Snapshot } from "../trainer/index.ts";
import type { RunConfig } from "./config.ts";
import { gatherFigures, keepMoment, writeFigures, type FigureData, type FigureSources } from "./figures.ts";
import { logWindow } from "./log-window.ts";
import { createModel, settingsOf } from "./preset.ts";

/** Where and with what a run works. */
export interface RunPlace {
  readonly host: Host;
  readonly device: Device;
  readonly language: Language;
  /** The run's folder. */
  readonly path: string;
}

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
  readonly from?: { readonly snapshot: Snapshot; readonly log: readonly LogRecord[] };
}

/** What happens in a run, for whoever shows it. */
export type RunEvent =
  | { readonly type: "ready"; readonly seconds: number; readonly parameters: number }
  | {
      readonly type: "step";
      readonly step: number;
      readonly picturesSeen: number;
      readonly metrics: Metrics;
      /** Over the last seconds. */
      readonly picturesPerSecond: number;
      /** How much of the plan is done, 0 … 1. */
      readonly done: number;
      readonly secondsLeft: number;
    }
  | { readonly type: "checkpoint"; readonly step: number }
  | { readonly type: "figures"; readonly files: readonly string[] }
  | { readonly type: "end"; readonly summary: RunSummary };

/** How a training ended. */
export interface RunSummary {
  readonly path: string;
  readonly config: RunConfig;
  readonly step: number;
  readonly picturesSeen: number;
  /** Of this training, without what came before a resume. */
  readonly seconds: number;
  readonly picturesPerSecond: number;
  readonly metrics: Metrics;
  /** Paths of the figures within the run. */
  readonly figures: readonly string[];
  /** What the figures show, to draw them in another form. */
  readonly shown: FigureData;
  /** Whether the signal stopped it before the plan was done. */
  readonly interrupted: boolean;
}

const secondsBetweenCheckpoints = 60;

/** Trains a run and keeps its folder up to date: log, checkpoints, figures. Yields what happens. */
export async function* trainRun(
  place: RunPlace,
  config: RunConfig,
  dataset: Dataset,
  plan: TrainPlan,
): AsyncGenerator<RunEvent> {
  const { host, device, path } = place;
  const model = createModel(config);
  const compiling = host.clock();
  const trainer = await createTrainer(model, picturesOf(dataset, config.seed, config), {
    device,
    seed: config.seed,
    settings: settingsOf(config),
    from: plan.from?.snapshot,
  });
  const log = [...(plan.from?.log ?? [])];
  const window = logWindow(Math.max(1, Math.round(128 / config.batch)));
  const begun = host.clock();
  const first = trainer.step;
  const seconds = () => (host.clock() - begun) / 1000;
  const pace = paceOf(host.clock, config.batch);
  yield { type: "ready", seconds: (begun - compiling) / 1000, parameters: trainer.parameters };

  let [metrics, figures, saved, savedAt]: [Metrics, string[], number, number] = [{}, [], -1, begun];
  let shown: FigureData | undefined;
  let pausedFor = 0;
  const trained = () => seconds() - pausedFor;
  const done = () => {
    const parts = [0];
    if (plan.steps !== undefined) parts.push(trainer.step / plan.steps);
    if (plan.minutes !== undefined) parts.push(trained() / (plan.minutes * 60));
    return Math.min(1, Math.max(...parts));
  };

  /** Does something with the model as it is now; the plan's minutes do not count meanwhile. */
  async function pause(work: (snapshot: Snapshot, sources: FigureSources) => Promise<void>): Promise<void> {
    const since = seconds();
    const snapshot = await trainer.snapshot();
    const artist = painter({ model, picture: config, weights: snapshot.weights, device });
    await work(snapshot, { ...place, config, painter: artist, dataset, log, picturesSeen: trainer.picturesSeen });
    artist.dispose();
    pausedFor += seconds() - since;
  }

  async function* save(withFigures: boolean): AsyncGenerator<RunEvent> {
    await pause(async (snapshot, sources) => {
      await saveCheckpoint(host.files, path, {
        ...snapshot,
        picturesSeen: trainer.picturesSeen,
        seed: config.seed,
        device: { name: device.name, version: device.version },
        config,
      });
      [saved, savedAt] = [trainer.step, host.clock()];
      if (!withFigures) return;
      await keepMoment(sources);
      shown = await gatherFigures(sources);
      figures = await writeFigures(place, shown, place.language);
    });
    yield { type: "checkpoint", step: trainer.step };
    if (withFigures) yield { type: "figures", files: figures };
  }

  try {
    if (trainer.step === 0) yield* save(false);
    if (trainer.step === 0) await pause((_, sources) => keepMoment(sources));
    let moment = momentAfter(trainer.picturesSeen);
    while (done() < 1 && !plan.signal?.aborted) {
      metrics = await trainer.advance();
      const { step, picturesSeen } = trainer;
      const record = window.add(step, picturesSeen, metrics);
      if (record) {
        log.push(record);
        await appendLog(host.files, path, record);
      }
      const picturesPerSecond = pace();
      const left = trained() * (1 / Math.max(1e-6, done()) - 1);
      yield { type: "step", step, picturesSeen, metrics, picturesPerSecond, done: done(), secondsLeft: left };
      const due = plan.checkpointEvery
        ? step % plan.checkpointEvery === 0
        : host.clock() - savedAt > secondsBetweenCheckpoints * 1000;
      if (picturesSeen >= moment) {
        await pause((_, sources) => keepMoment(sources));
        moment = momentAfter(picturesSeen);
      }
      const figuresDue = plan.figuresEvery ? step % plan.figuresEvery === 0 : due;
      if ((due || figuresDue) && done() < 1) yield* save(figuresDue);
    }
    const last = trained();
    if (saved !== trainer.step || !shown) yield* save(true);
    await writeRunCard(place, config, dataset, trainer.picturesSeen, await trainer.snapshot());
    const summary: RunSummary = {
      path,
      config,
      step: trainer.step,
      picturesSeen: trainer.picturesSeen,
      seconds: last,
      picturesPerSecond: ((trainer.step - first) * config.batch) / Math.max(1e-6, last),
      metrics: log.at(-1)?.metrics ?? metrics,
      figures,
      shown: shown!,
      interrupted: done() < 1,
    };
    yield { type: "end", summary };
  } finally {
    trainer.dispose();
  }
}

async function writeRunCard(
  { host, device, path, language }: RunPlace,
  config: RunConfig,
  dataset: Dataset,
  picturesSeen: number,
  { step, weights }: Snapshot,
): Promise<void> {
  const { model, source, size, seed } = config;
  await writeCard(
    host.files,
    path,
    {
      run: path,
      model,
      size,
      source,
      pictures: dataset.count,
      credit: dataset.credit,
      steps: step,
      picturesSeen,
      seed,
      device: { name: device.name, version: device.version },
      omakase: omakaseVersion,
      modelHash: await modelHash(weights),
      command: `npx omakase train ${model} ${source} --seed ${seed} --steps ${step}`,
    },
    language,
  );
}

/** After how many pictures to look next: after 500, 1,000, 2,000 …, as much happens early on. */
function momentAfter(picturesSeen: number): number {
  let next = 500;
  while (next <= picturesSeen) next *= 2;
  return next;
}

/** Pictures a second over the last few seconds. */
function paceOf(clock: () => number, batch: number): () => number {
  const times = [clock()];
  return () => {
    times.push(clock());
    while (times.length > 2 && times[times.length - 1] - times[0] > 5000) times.shift();
    return ((times.length - 1) * batch * 1000) / Math.max(1, times[times.length - 1] - times[0]);
  };
}
