import {
  chooseAttributes,
  jobSchema,
  listCheckpoints,
  listMoments,
  loadCheckpoint,
  newJobSchema,
  openDataset,
  openRun,
  readLog,
  readMoment,
  resolveConfig,
  trainRun,
  trimLog,
  type Dataset,
  type Host,
  type Job,
  type LogRecord,
  type MoreTime,
  type NewJob,
  type RunConfig,
  type RunEvent,
  type Text,
  type TrainPlan,
} from "omakase";
import { browserDevice, browserHost, type BrowserDevice } from "omakase/browser";
import { bookmarks, type Bookmarks } from "./bookmarks.ts";
import { bookmarkFolder, keepCard, runFolder } from "./browser-runs.ts";
import { failureText, isCancelled } from "./failure.ts";
import { pictureDesk } from "./picture-desk.ts";
import { binary } from "./wasm-binary.ts";
import { pixelsOf, type Pixels } from "./shown.ts";
import type { TrainingNews } from "./training-news.ts";

/** What is at work. */
interface Current {
  readonly id: string;
  readonly stopping: AbortController;
  /** What becomes of the job once it has stopped. */
  after: "paused" | "done";
  readonly bookmarks: Bookmarks;
}

/** A deed that another tab asks for: only the one that trains can do it. */
interface Asked {
  readonly deed: "pause" | "stop";
  readonly id: string;
}

/** How often the page hears how it goes, milliseconds. */
const rhythm = 400;
const lockOf = (id: string): string => `omakase training ${id}`;

/**
 * Trainings of this browser, one at a time; the others wait for their turn. Their runs lie in the browser's storage, so
 * that they are still there after the page was closed: what trained then is paused, and loses seconds (see `bookmarks`).
 *
 * @param base - the address of the page's folder.
 */
export function training(base: string, prefer: "webgpu" | "onnx" | undefined) {
  const host = browserHost({ assets: new URL("asset/", base) });
  const { files } = host;
  const desk = pictureDesk(host);
  const listeners = new Set<(news: TrainingNews) => void>();
  const otherTabs = new BroadcastChannel("omakase training");
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin alone
  const post = (message: TrainingNews | Asked): void => otherTabs.postMessage(message);
  const jobs = new Map<string, Job>();
  let current: Current | undefined;
  let device: Promise<BrowserDevice> | undefined;

  const hear = (news: TrainingNews): void => {
    for (const listener of listeners) listener(news);
  };
  const tell = (news: TrainingNews): void => {
    hear(news);
    post(news);
  };
  otherTabs.addEventListener("message", ({ data }: MessageEvent<TrainingNews | Asked>) => {
    if ("type" in data) {
      if (data.type === "job") jobs.set(data.job.id, data.job);
      if (data.type === "removed") jobs.delete(data.id);
      hear(data);
    } else if (data.id === current?.id) void interrupt(data.id, data.deed === "stop" ? "done" : "paused");
  });

  const show = (id: string, changes: Partial<Job>): Job => {
    const job = { ...jobs.get(id)!, ...changes };
    jobs.set(id, job);
    tell({ type: "job", job });
    return job;
  };
  const save = async (id: string, changes: Partial<Job> = {}): Promise<Job> => {
    const job = show(id, changes);
    await files.write(files.join(runFolder(id), "job.json"), JSON.stringify(job));
    return job;
  };

  /** What lies in the storage; what nobody trains any more is paused. */
  let reading: Promise<void> | undefined;
  const read = (): Promise<void> =>
    (reading ??= (async () => {
      const { locks } = navigator as Partial<Navigator>; // pages that did not come over https have none, and no files
      const held = new Set((await locks?.query())?.held?.map(({ name }) => name));
      for (const name of await files.list("runs")) {
        const id = name.replace(/\/$/, "");
        const path = files.join(runFolder(id), "job.json");
        if ((await files.size(path)) === undefined) continue;
        const job = jobSchema.safeParse(JSON.parse(new TextDecoder().decode(await files.read(path)))).data;
        if (!job) continue;
        const over = ["done", "failed", "paused"].includes(job.state) || held.has(lockOf(id));
        jobs.set(id, over ? job : { ...job, state: "paused", secondsLeft: 0, picturesPerSecond: 0 });
      }
    })());

  /** Begins the next training where none is at work. */
  async function begin(): Promise<void> {
    const next = [...jobs.values()].find(({ state }) => state === "waiting");
    if (current || !next) return;
    const { id } = next;
    const mine: Current = {
      id,
      stopping: new AbortController(),
      after: "paused",
      bookmarks: bookmarks(host.clock),
    };
    current = mine;
    try {
      await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
        if (!lock) return void jobs.set(id, { ...next, state: "training" }); // another tab is at it
        await save(id, { state: "training", error: undefined });
        const finished = await work(next, mine);
        await save(id, { state: finished ? "done" : mine.after, ...(finished && { done: 1 }) });
      });
    } catch (error) {
      const cancelled = isCancelled(error) || mine.stopping.signal.aborted;
      const end = cancelled ? { state: mine.after } : { state: "failed" as const, error: failureText(error) };
      await save(id, end).catch(() => show(id, end)); // where the storage is full, nothing can be kept
    } finally {
      show(id, { secondsLeft: 0, picturesPerSecond: 0 });
      current = undefined;
      void begin();
    }
  }

  /** Trains to the end of the plan, or until it is stopped; says whether it came to the end. */
  async function work({ id, plan, done: before }: Job, { stopping: { signal }, bookmarks }: Current): Promise<boolean> {
    const path = runFolder(id);
    const { device: computing } = await (device ??= browserDevice({ prefer, binary }));
    const again = (await listCheckpoints(files, path)).length > 0;
    const { config, dataset, from } = again ? await goOn(host, id, opening(id, signal)) : await anew(id, plan, signal);
    if (!again) await save(id, {}); // the folder of a run that ended before it kept anything was removed
    const minutes = Math.max(0.02, plan.minutes * (1 - before));
    const place = { host, device: computing, language: "en", path } as const; // of the run's card, which only files show
    const shown = { moments: new Set(await moments(id)), at: 0, records: (await readLog(files, path)).length };
    const bookmark = { path: bookmarkFolder(id), due: bookmarks.due };
    let finished = false;
    let newest: Partial<Job> = {};
    for await (const event of trainRun(place, config, dataset, { minutes, signal, figures: false, from, bookmark })) {
      if (event.type === "step") await turn();
      if (event.type === "checkpoint" || event.type === "end")
        await keepCard(host, id).then(() => tell({ type: "runs" }));
      if (event.type === "bookmark") bookmarks.kept();
      if (event.type === "rollback" || event.type === "end") await files.remove(bookmark.path);
      if (event.type === "rollback") tell({ type: "rewound", id });
      if (event.type === "notice") tell({ type: "notice", id, text: event.text });
      if (event.type === "end") finished = !event.summary.interrupted;
      const now = host.clock();
      newest = { ...newest, ...progress(event, before) };
      if (event.type === "step" && now - shown.at < rhythm) continue;
      shown.at = now;
      show(id, newest);
      if (event.type === "checkpoint" || event.type === "bookmark") await save(id);
      await tellNews(id, shown);
    }
    return finished;
  }

  /** Tells what the log and the moments have gained. */
  async function tellNews(id: string, shown: { moments: Set<number>; records: number }): Promise<void> {
    const records = await readLog(files, runFolder(id));
    if (records.length < shown.records) shown.records = records.length;
    for (const { step, picturesSeen, metrics } of records.slice(shown.records))
      tell({ type: "numbers", id, step, picturesSeen, metrics: { ...metrics } });
    shown.records = records.length;
    for (const picturesSeen of await moments(id)) {
      if (shown.moments.has(picturesSeen)) continue;
      shown.moments.add(picturesSeen);
      tell({ type: "moment", id, picturesSeen });
    }
  }

  const opening = (id: string, signal: AbortSignal) => ({
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      tell({ type: "preparing", id, done, total }),
  });

  async function anew(id: string, plan: NewJob, signal: AbortSignal): Promise<Beginning> {
    await files.remove(runFolder(id)); // what a training left that ended before it kept anything
    const { model, size, count } = plan;
    const source = await desk.sourceOf(plan.source);
    const pairs = model === "pix2pix";
    const dataset = await openDataset(source, host, { size, count, pairs, ...opening(id, signal) });
    const notices = [...dataset.notices, ...skippedWords(dataset)];
    for (const text of notices) tell({ type: "notice", id, text });
    const attributes = model === "cgan" ? chooseAttributes(dataset) : undefined;
    const { channels, inputs } = dataset;
    const wishes = {
      channels,
      ...(size !== undefined && { size }),
      ...(count !== undefined && { count }),
      ...(attributes && { attributes }),
      ...(inputs && { inputChannels: inputs.channels }),
    };
    const seed = plan.seed ?? host.entropy();
    return { config: resolveConfig(model, source, wishes, { pictures: dataset.count, seed }), dataset };
  }

  function moments(id: string): Promise<number[]> {
    return listMoments(files, runFolder(id));
  }

  const known = async (id: string): Promise<Job> => {
    await read();
    const job = jobs.get(id);
    if (!job) throw new Error(`no training ${id}`);
    return job;
  };

  async function interrupt(id: string, after: "paused" | "done"): Promise<Job> {
    const { state } = await known(id);
    if (current?.id === id) {
      current.after = after;
      const job = show(id, { state: "pausing" });
      current.stopping.abort();
      return job;
    }
    if (state === "training" || state === "pausing") {
      post({ deed: after === "done" ? "stop" : "pause", id });
      return jobs.get(id)!;
    }
    return await save(id, { state: after });
  }

  return {
    /** Told what happens from now on. */
    listen: (listener: (news: TrainingNews) => void): void => void listeners.add(listener),
    async list(): Promise<Job[]> {
      await read();
      return [...jobs.values()];
    },
    async add(wanted: NewJob): Promise<Job> {
      await read();
      const plan = newJobSchema.parse(wanted);
      const name = `${plan.model}-${plan.source}`.slice(0, 90);
      let id = name;
      for (let number = 2; jobs.has(id); number++) id = `${name}-${number}`;
      const seconds = plan.minutes * 60;
      const empty = { done: 0, step: 0, picturesSeen: 0, picturesPerSecond: 0, secondsLeft: seconds };
      jobs.set(id, { id, plan, state: "waiting", ...empty });
      const job = await save(id);
      void begin();
      return job;
    },
    /** Saves and interrupts it. */
    pause: (id: string): Promise<Job> => interrupt(id, "paused"),
    /** Saves and ends it. */
    stop: (id: string): Promise<Job> => interrupt(id, "done"),
    /** Goes on with one that was interrupted or that failed. */
    async resume(id: string): Promise<Job> {
      const { state } = await known(id);
      if (state !== "paused" && state !== "failed") return jobs.get(id)!;
      const job = await save(id, { state: "waiting", error: undefined });
      void begin();
      return job;
    },
    /** Goes on for so many minutes with one that is done. */
    async more(id: string, { minutes }: MoreTime): Promise<Job> {
      const { plan, state } = await known(id);
      if (state !== "done") return jobs.get(id)!;
      const job = await save(id, { plan: { ...plan, minutes }, state: "waiting", done: 0, secondsLeft: minutes * 60 });
      void begin();
      return job;
    },
    /** The page may go without another word. */
    keepNow: (): void => current?.bookmarks.want(),
    /** Throws it away with its model. */
    async remove(id: string): Promise<void> {
      const { state } = await known(id);
      if (state === "training" || state === "pausing" || current?.id === id) return;
      jobs.delete(id);
      await files.remove(runFolder(id));
      tell({ type: "removed", id });
      tell({ type: "runs" });
    },
    async log(id: string): Promise<LogRecord[]> {
      return await readLog(files, runFolder(id));
    },
    /** After how many pictures seen it kept what it draws. */
    moments,
    /** What it drew then, as PNG: eight pictures in a row. */
    async moment(id: string, picturesSeen: number): Promise<Uint8Array<ArrayBuffer>> {
      const bytes = await readMoment(files, runFolder(id), picturesSeen);
      if (!bytes) throw new Error(`no moment ${picturesSeen} of ${id}`);
      return new Uint8Array(bytes);
    },
    /** A few pictures of a set, to look at before anything is learned from them. */
    async examples(source: string): Promise<Pixels[]> {
      const place = await desk.sourceOf(source);
      const dataset = await openDataset(place, { ...host, cache: undefined }, { size: 64, count: 4 });
      return await Promise.all(
        Array.from({ length: Math.min(4, dataset.count) }, async (_, at) => pixelsOf(await dataset.picture(at))),
      );
    },
    desk,
  };
}

/** Everything about trainings of this browser, as the page sees it. */
export type Training = ReturnType<typeof training>;

interface Beginning extends Pick<TrainPlan, "from"> {
  readonly config: RunConfig;
  readonly dataset: Dataset;
}

/** Where an earlier training ended. */
async function goOn(
  host: Host,
  id: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: { done: number; total: number }) => void },
): Promise<Beginning> {
  const path = runFolder(id);
  const { config, loaded } = await openRun(host, path);
  const { source, size, channels, count, reverse, model } = config;
  const pairs = model === "pix2pix";
  const dataset = await openDataset(source, host, { size, channels, count, reverse, pairs, ...options });
  const marked = await loadCheckpoint(host.files, bookmarkFolder(id)).catch(() => undefined); // mostly there is none
  const { checkpoint } = marked && marked.checkpoint.step > loaded.checkpoint.step ? marked : loaded;
  const log = await trimLog(host.files, path, checkpoint.step);
  return { config, dataset, from: { checkpoint, log } };
}

/** What became of files that are no pictures. */
function skippedWords({ skipped }: Dataset): Text[] {
  if (skipped.length === 0) return [];
  const [{ file, reason }] = skipped;
  return [
    {
      ja: `${skipped.length} 個のファイルは使えないので飛ばしました（例: ${file} — ${reason.ja}）`,
      en: `Skipped ${skipped.length} files (such as ${file}: ${reason.en})`,
    },
  ];
}

/** What an event says about a job, of which a part was done before. */
function progress(event: RunEvent, before: number): Partial<Job> {
  if (event.type === "verdict") return { verdict: event.verdict };
  if (event.type === "rollback") return { step: event.to };
  if (event.type === "end") {
    const { step, picturesSeen, verdict } = event.summary;
    return { step, picturesSeen, verdict };
  }
  if (event.type !== "step") return {};
  const { step, picturesSeen, picturesPerSecond, secondsLeft, done } = event;
  return { step, picturesSeen, picturesPerSecond, secondsLeft, done: before + (1 - before) * done };
}

/** Lets messages of the page come in. A timer would wait 4 ms each time. */
function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      done();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}
