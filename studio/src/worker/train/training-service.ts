import {
  selectAttributes,
  trainingJobSchema,
  listCheckpoints,
  listSampleSheets,
  loadCheckpoint,
  trainingJobRequestSchema,
  openDataset,
  openRun,
  readLog,
  readRunLayers,
  readSampleSheet,
  type SampleSheetName,
  resolveConfig,
  trainRun,
  trimLog,
  type Dataset,
  type Host,
  type TrainingJob,
  type LogRecord,
  type NetworkLayers,
  type ExtendRequest,
  type TrainingJobRequest,
  type RunConfig,
  type RunEvent,
  type Text,
  type TrainPlan,
} from "omakase/studio";
import { browserDevice, browserHost, type BrowserDevice } from "omakase/browser";
import { createAutosaveTimer, type AutosaveTimer } from "./autosave-timer.ts";
import { autosaveFolder, saveRunInfo, runFolder } from "../browser-runs.ts";
import { failureText, isCancelled } from "../failure.ts";
import { createBrowserUploadStore } from "./upload-store.ts";
import { wasmBinary } from "../wasm-binary.ts";
import { yieldToMessages } from "./yield-to-messages.ts";
import { pixelsFromPicture, type Pixels } from "../rendered-picture.ts";
import type { TrainingUpdate } from "./training-update.ts";

/** Running training. */
interface ActiveTraining {
  readonly id: string;
  abort: AbortController;
  /** State of the job after it stops. */
  nextState: "paused" | "done";
  readonly autosaveTimer: AutosaveTimer;
}

/** Action requested by another tab; only the tab that trains can perform it. */
interface RemoteAction {
  readonly action: "pause" | "stop";
  readonly id: string;
}

/** Interval of progress updates, milliseconds. */
const progressInterval = 400;
const lockName = (id: string): string => `omakase training ${id}`;

/**
 * Creates the service that trains in this browser, one training at a time; others queue. Runs lie in the browser's
 * storage and survive a closed page: the training is then paused and loses seconds (see autosave).
 *
 * @param base - address of the page's folder.
 */
export function createTrainingService(base: string, prefer: "webgpu" | "onnx" | undefined) {
  const host = browserHost({ assets: new URL("asset/", base) });
  const { files } = host;
  const uploads = createBrowserUploadStore(host);
  const listeners = new Set<(news: TrainingUpdate) => void>();
  const otherTabs = new BroadcastChannel("omakase training");
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin alone
  const post = (message: TrainingUpdate | RemoteAction): void => otherTabs.postMessage(message);
  const jobs = new Map<string, TrainingJob>();
  let current: ActiveTraining | undefined;
  let device: Promise<BrowserDevice> | undefined;

  const notifyListeners = (news: TrainingUpdate): void => {
    for (const listener of listeners) listener(news);
  };
  const broadcast = (news: TrainingUpdate): void => {
    notifyListeners(news);
    post(news);
  };
  otherTabs.addEventListener("message", ({ data }: MessageEvent<TrainingUpdate | RemoteAction>) => {
    if ("type" in data) {
      if (data.type === "job") jobs.set(data.job.id, data.job);
      if (data.type === "removed") jobs.delete(data.id);
      notifyListeners(data);
    } else if (data.id === current?.id) void interrupt(data.id, data.action === "stop" ? "done" : "paused");
  });

  const show = (id: string, changes: Partial<TrainingJob>): TrainingJob => {
    const job = { ...jobs.get(id)!, ...changes };
    jobs.set(id, job);
    broadcast({ type: "job", job });
    return job;
  };
  const save = async (id: string, changes: Partial<TrainingJob> = {}): Promise<TrainingJob> => {
    const job = show(id, changes);
    await files.write(files.join(runFolder(id), "job.json"), JSON.stringify(job));
    return job;
  };

  /** Reads the stored jobs; a job that no tab trains becomes paused. */
  let reading: Promise<void> | undefined;
  const read = (): Promise<void> =>
    (reading ??= (async () => {
      const { locks } = navigator as Partial<Navigator>; // pages without https have no lock manager and no files
      const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
      for (const name of await files.list("runs")) {
        const id = name.replace(/\/$/, "");
        const path = files.join(runFolder(id), "job.json");
        if ((await files.size(path)) === undefined) continue;
        const job = trainingJobSchema.safeParse(JSON.parse(new TextDecoder().decode(await files.read(path)))).data;
        if (!job) continue;
        const over = ["done", "failed", "paused"].includes(job.state) || held.has(lockName(id));
        jobs.set(id, over ? job : { ...job, state: "paused", secondsLeft: 0, imagesPerSecond: 0 });
      }
    })());

  /** Starts the next training if none is running. */
  async function startNext(): Promise<void> {
    const next = [...jobs.values()].find(({ state }) => state === "waiting");
    if (current || !next) return;
    const { id } = next;
    const mine: ActiveTraining = {
      id,
      abort: new AbortController(),
      nextState: "paused",
      autosaveTimer: createAutosaveTimer(host.clock),
    };
    current = mine;
    try {
      await navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
        if (!lock) return void jobs.set(id, { ...next, state: "training" }); // another tab is training
        await save(id, { state: "training", keptBest: undefined, error: undefined });
        let finished = await runTraining(next, mine);
        if (!finished && mine.nextState === "done" && jobs.get(id)!.unfinished && !next.finishing) {
          Object.assign(mine, { abort: new AbortController(), nextState: "paused" }); // a second stop ends it at once
          finished = await runTraining(await save(id, { state: "training", finishing: true }), mine);
        }
        await save(id, { state: finished ? "done" : mine.nextState, ...(finished && { done: 1 }) });
      });
    } catch (error) {
      const cancelled = isCancelled(error) || mine.abort.signal.aborted;
      const end = cancelled ? { state: mine.nextState } : { state: "failed" as const, error: failureText(error) };
      await save(id, end).catch(() => show(id, end)); // a full storage cannot keep it
    } finally {
      show(id, { secondsLeft: 0, imagesPerSecond: 0, finishing: undefined });
      current = undefined;
      void startNext();
    }
  }

  /**
   * Trains to the end of the plan, or until stopped.
   *
   * @returns whether it reached the end.
   */
  async function runTraining(
    { id, plan, done: before, finishing: finish }: TrainingJob,
    { abort: { signal }, autosaveTimer }: ActiveTraining,
  ): Promise<boolean> {
    const path = runFolder(id);
    const { device: computing } = await (device ??= browserDevice({ prefer, binary: wasmBinary }));
    const again = (await listCheckpoints(files, path)).length > 0;
    const { config, dataset, from } = again
      ? await resumeRun(host, id, opening(id, signal))
      : await startRun(id, plan, signal);
    if (!again) await save(id, {}); // the folder of a run that ended before it kept anything was removed
    const minutes = Math.max(0.02, plan.minutes * (1 - before));
    const place = { host, device: computing, language: "en", path } as const; // for the model card, which only files
    const shown = {
      sampleHistory: new Set(await imagesSeenOfSamples(id)),
      at: 0,
      records: (await readLog(files, path)).length,
    };
    const autosave = { path: autosaveFolder(id), due: autosaveTimer.isDue };
    let finished = false;
    let newest: Partial<TrainingJob> = {};
    const ending = { minutes, finish, signal };
    for await (const event of trainRun(place, config, dataset, { ...ending, figures: false, from, autosave })) {
      if (event.type === "step") await yieldToMessages();
      if (event.type === "checkpoint" || event.type === "end")
        await saveRunInfo(host, id).then(() => broadcast({ type: "runs" }));
      if (event.type === "autosave") autosaveTimer.saved();
      if (event.type === "rollback" || event.type === "end") await files.remove(autosave.path);
      if (event.type === "rollback") broadcast({ type: "rewound", id });
      if (event.type === "notice") broadcast({ type: "notice", id, text: event.text });
      if (event.type === "end") finished = !event.summary.isInterrupted;
      const now = host.clock();
      newest = { ...newest, ...progress(event, before) };
      if (event.type === "step" && now - shown.at < progressInterval) continue;
      shown.at = now;
      show(id, newest);
      if (event.type === "checkpoint" || event.type === "autosave") await save(id);
      await sendNewRecords(id, shown);
    }
    return finished;
  }

  /** Sends new records of the log and new samples. */
  async function sendNewRecords(id: string, shown: { sampleHistory: Set<number>; records: number }): Promise<void> {
    const records = await readLog(files, runFolder(id));
    if (records.length < shown.records) shown.records = records.length;
    for (const { step, imagesSeen, metrics } of records.slice(shown.records))
      broadcast({ type: "metrics", id, step, imagesSeen, metrics: { ...metrics } });
    shown.records = records.length;
    for (const imagesSeen of await imagesSeenOfSamples(id)) {
      if (shown.sampleHistory.has(imagesSeen)) continue;
      shown.sampleHistory.add(imagesSeen);
      broadcast({ type: "samples", id, imagesSeen });
    }
  }

  const opening = (id: string, signal: AbortSignal) => ({
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      broadcast({ type: "preparing", id, done, total }),
  });

  async function startRun(id: string, plan: TrainingJobRequest, signal: AbortSignal): Promise<TrainingStart> {
    await files.remove(runFolder(id)); // what a training left that ended before it kept anything
    const { model, size, count, settings } = plan;
    const source = await uploads.sourceOf(plan.source);
    const pairs = model === "pix2pix";
    const dataset = await openDataset(source, host, { size, count, pairs, ...opening(id, signal) });
    const notices = [...dataset.notices, ...skippedFilesNotice(dataset)];
    for (const text of notices) broadcast({ type: "notice", id, text });
    const attributes = model === "cgan" ? selectAttributes(dataset) : undefined;
    const { channels, inputs } = dataset;
    const overrides = {
      ...settings,
      channels,
      ...(size !== undefined && { size }),
      ...(count !== undefined && { count }),
      ...(attributes && { attributes }),
      ...(inputs && { inputChannels: inputs.channels }),
    };
    const seed = plan.seed ?? host.newSeed();
    return { config: resolveConfig(model, source, overrides, { pictures: dataset.count, seed }), dataset };
  }

  function imagesSeenOfSamples(id: string): Promise<number[]> {
    return listSampleSheets(files, runFolder(id));
  }

  const findJob = async (id: string): Promise<TrainingJob> => {
    await read();
    const job = jobs.get(id);
    if (!job) throw new Error(`no training ${id}`);
    return job;
  };

  async function interrupt(id: string, after: "paused" | "done"): Promise<TrainingJob> {
    const { state } = await findJob(id);
    if (current?.id === id) {
      current.nextState = after;
      const job = show(id, { state: "pausing" });
      current.abort.abort();
      return job;
    }
    if (state === "training" || state === "pausing") {
      post({ action: after === "done" ? "stop" : "pause", id });
      return jobs.get(id)!;
    }
    const isUnfinished = state === "paused" && after === "done" && jobs.get(id)!.unfinished;
    if (!isUnfinished) return await save(id, { state: after });
    const job = await save(id, { state: "waiting", finishing: true });
    void startNext();
    return job;
  }

  return {
    /** Subscribes to updates. */
    listen: (listener: (news: TrainingUpdate) => void): void => void listeners.add(listener),
    async list(): Promise<TrainingJob[]> {
      await read();
      return [...jobs.values()];
    },
    async add(wanted: TrainingJobRequest): Promise<TrainingJob> {
      await read();
      const plan = trainingJobRequestSchema.parse(wanted);
      const name = `${plan.model}-${plan.source}`.slice(0, 90);
      let id = name;
      for (let number = 2; jobs.has(id); number++) id = `${name}-${number}`;
      const seconds = plan.minutes * 60;
      const empty = { done: 0, step: 0, imagesSeen: 0, imagesPerSecond: 0, secondsLeft: seconds };
      jobs.set(id, { id, plan, state: "waiting", ...empty });
      const job = await save(id);
      void startNext();
      return job;
    },
    /** Saves and pauses a training. */
    pause: (id: string): Promise<TrainingJob> => interrupt(id, "paused"),
    /** Saves and ends a training. */
    stop: (id: string): Promise<TrainingJob> => interrupt(id, "done"),
    /** Resumes a paused or failed training. */
    async resume(id: string): Promise<TrainingJob> {
      const { state } = await findJob(id);
      if (state !== "paused" && state !== "failed") return jobs.get(id)!;
      const job = await save(id, { state: "waiting", error: undefined });
      void startNext();
      return job;
    },
    /** Extends a finished training by some minutes. */
    async extend(id: string, { minutes }: ExtendRequest): Promise<TrainingJob> {
      const { plan, state } = await findJob(id);
      if (state !== "done") return jobs.get(id)!;
      const job = await save(id, { plan: { ...plan, minutes }, state: "waiting", done: 0, secondsLeft: minutes * 60 });
      void startNext();
      return job;
    },
    /** Requests an autosave because the page may close. */
    requestAutosave: (): void => current?.autosaveTimer.request(),
    /** Removes a training and its model. */
    async remove(id: string): Promise<void> {
      const { state } = await findJob(id);
      if (state === "training" || state === "pausing" || current?.id === id) return;
      jobs.delete(id);
      await files.remove(runFolder(id));
      broadcast({ type: "removed", id });
      broadcast({ type: "runs" });
    },
    async log(id: string): Promise<LogRecord[]> {
      return await readLog(files, runFolder(id));
    },
    /** Lists the layers of a training that has begun. */
    layers: (id: string): Promise<NetworkLayers[]> => readRunLayers(files, runFolder(id)),
    /** Returns the images-seen counts of the stored sample sheets, ascending. */
    sampleHistory: imagesSeenOfSamples,
    /** Returns a sample sheet as PNG: eight pictures in a row. */
    async sampleSheet(id: string, name: SampleSheetName): Promise<Uint8Array<ArrayBuffer>> {
      const bytes = await readSampleSheet(files, runFolder(id), name);
      if (!bytes) throw new Error(`no sheet ${name} of ${id}`);
      return new Uint8Array(bytes);
    },
    /** Returns a few example pictures of a data set. */
    async examples(source: string): Promise<Pixels[]> {
      const place = await uploads.sourceOf(source);
      const dataset = await openDataset(place, { ...host, cache: undefined }, { size: 64, count: 4 });
      return await Promise.all(
        Array.from({ length: Math.min(4, dataset.count) }, async (_, at) =>
          pixelsFromPicture(await dataset.picture(at)),
        ),
      );
    },
    uploads,
  };
}

/** Service of the training worker. */
export type TrainingService = ReturnType<typeof createTrainingService>;

interface TrainingStart extends Pick<TrainPlan, "from"> {
  readonly config: RunConfig;
  readonly dataset: Dataset;
}

/** Opens an earlier training at its latest state. */
async function resumeRun(
  host: Host,
  id: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: { done: number; total: number }) => void },
): Promise<TrainingStart> {
  const path = runFolder(id);
  const { config, loaded } = await openRun(host, path);
  const { source, size, channels, count, reverse, model } = config;
  const pairs = model === "pix2pix";
  const dataset = await openDataset(source, host, { size, channels, count, reverse, pairs, ...options });
  const autosaved = await loadCheckpoint(host.files, autosaveFolder(id)).catch(() => undefined); // usually there is none
  const { checkpoint } = autosaved && autosaved.checkpoint.step > loaded.checkpoint.step ? autosaved : loaded;
  const log = await trimLog(host.files, path, checkpoint.step);
  return { config, dataset, from: { checkpoint, log } };
}

/** Returns notices about files that are not pictures. */
function skippedFilesNotice({ skipped }: Dataset): Text[] {
  if (skipped.length === 0) return [];
  const [{ file, reason }] = skipped;
  return [
    {
      ja: `${skipped.length} 個のファイルは使えないので飛ばしました（例: ${file} — ${reason.ja}）`,
      en: `Skipped ${skipped.length} files (such as ${file}: ${reason.en})`,
    },
  ];
}

/** Converts an event to the job's progress, including the part done before. */
function progress(event: RunEvent, before: number): Partial<TrainingJob> {
  if (event.type === "verdict") return { verdict: event.verdict };
  if (event.type === "rollback") return { step: event.to, ...(event.reason === "worse" && { keptBest: true }) };
  if (event.type === "end") {
    const { step, imagesSeen, verdict, stepsToFinish } = event.summary;
    return { step, imagesSeen, verdict, unfinished: stepsToFinish > 0 };
  }
  if (event.type !== "step") return {};
  const { step, imagesSeen, imagesPerSecond, secondsLeft, done } = event;
  return { step, imagesSeen, imagesPerSecond, secondsLeft, done: before + (1 - before) * done };
}
