import { join } from "node:path";
import { createSerialQueue } from "../../serial-queue.ts";
import { listCheckpoints } from "../../checkpoint/index.ts";
import { baseName } from "../../dataset/index.ts";
import type { Language, Text } from "../../error.ts";
import type { Files } from "../../host.ts";
import { trainingFlagWords } from "../../run/index.ts";
import { lockHolder } from "../lock-folder.ts";
import type { TrainingJob, RemovalMode, ExtendRequest, TrainingJobRequest } from "../../protocol/index.ts";
import { filesWithin } from "./files-within.ts";
import { createJobStore, type JobStoreOptions } from "./job-store.ts";
import { requirePlace, requireTurn } from "./job-limits.ts";
import { httpError, notFoundError } from "./http-error.ts";
import { createLogFollower } from "./log-follower.ts";
import {
  isTrainingProcess,
  unexplainedFailure,
  startTraining,
  type TrainingMessage,
  type TrainingProcess,
} from "./training-process.ts";
import { nodeText } from "../../text/index.ts";

/** Queue of trainings, which run one at a time. */
export interface JobQueue {
  list(): readonly TrainingJob[];
  find(id: string): TrainingJob | undefined;
  /** Starts a training, or queues it. */
  add(plan: TrainingJobRequest): Promise<TrainingJob>;
  /** Saves and pauses a training. */
  pause(id: string): Promise<TrainingJob>;
  /** Resumes a paused or failed training. */
  resume(id: string): Promise<TrainingJob>;
  /** Saves and ends a training. */
  stop(id: string): Promise<TrainingJob>;
  /** Extends a finished training by some minutes. */
  extend(id: string, time: ExtendRequest): Promise<TrainingJob>;
  /** Removes an inactive training from the list. */
  remove(id: string, run: RemovalMode): Promise<void>;
  /** Writes pending changes to a database that is back. */
  flush(): Promise<void>;
  /** Saves and pauses the running training. */
  close(): Promise<void>;
}

/** Options of {@link createJobQueue}. */
export interface JobQueueOptions extends JobStoreOptions {
  readonly files: Files;
  readonly workspace: string;
  readonly language: Language;
  /** Path of the command line's `main.js`. */
  readonly program: string;
  /** Returns the source of a plan as an argument of `omakase train`. */
  readonly sourcePath: (plan: TrainingJobRequest) => string;
  /** Called after a new checkpoint, or after the removal of a run. */
  readonly onRunsChanged: () => void;
}

interface CurrentJob {
  readonly id: string;
  process?: TrainingProcess;
  /** State of the job after its process ends, if it was interrupted. */
  nextState?: "paused" | "done";
  finished?: Promise<void>;
}

/** Interval between published updates of a training, ms. */
const publishInterval = 500;
/** Maximum time for an orphaned training to save after its server was killed, ms. */
const orphanTimeout = 120_000;

/**
 * Creates a {@link JobQueue}. Trainings that ran or waited when the server ended are paused: none resumes by itself.
 */
export async function createJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { table, eventBus, files, workspace, language, program, sourcePath, onRunsChanged } = options;
  const stored = await table.list();
  const store = createJobStore(stored, options);
  let current: CurrentJob | undefined;
  let closing = false;
  /** Processes of a killed server that still save. */
  const orphans = new Set<Promise<void>>();
  /** Actions that must not overlap: of two that choose a name, each gets another one. */
  const actions = createSerialQueue();

  const requireJob = (id: string): TrainingJob => {
    const job = store.find(id);
    if (!job) throw notFoundError("job", nodeText.jobQueue.training);
    return job;
  };
  const folderOf = (id: string) => join(workspace, "runs", id);
  const hasBegun = async (id: string) => (await listCheckpoints(files, folderOf(id))).length > 0;

  for (const { job, process } of stored) {
    if (isInactive(job)) continue;
    if (process !== undefined && isTrainingProcess(process, job.id)) {
      store.update(job.id, { state: "pausing" }, process);
      const gone = waitUntil(() => closing || !isTrainingProcess(process, job.id)).then(() => {
        if (!closing) store.update(job.id, { state: "paused", secondsLeft: 0 });
      });
      const settled = gone.finally(() => orphans.delete(settled));
      orphans.add(settled);
    } else store.update(job.id, { state: "paused", secondsLeft: 0 });
  }
  await store.flush();

  /** Starts the next training if none runs. */
  function startNext(): void {
    if (closing || current) return;
    const next = store.list().find(({ state }) => state === "waiting");
    if (!next) return;
    const mine: CurrentJob = { id: next.id };
    current = mine;
    const broken = (error: unknown): Partial<TrainingJob> => {
      const code = error instanceof Error ? error.message : String(error);
      return { state: "failed", error: unexplainedFailure({ code, lastOutput: "" }) };
    };
    mine.finished = train(mine, next)
      .catch(broken)
      .then((end) => {
        current = undefined;
        store.update(mine.id, { ...end, finishing: undefined, secondsLeft: 0, imagesPerSecond: 0 });
        onRunsChanged();
        startNext();
      });
  }

  /** Trains until the end, and returns the resulting changes. What is stopped before it draws gets a short time for that. */
  async function train(mine: CurrentJob, job: TrainingJob): Promise<Partial<TrainingJob>> {
    const end = await trainOnce(mine, job);
    const isEarly = end.state === "done" && mine.nextState === "done" && requireJob(job.id).unfinished === true;
    if (!isEarly || job.finishing || closing) return end;
    mine.nextState = undefined; // a second stop ends it at once
    return await trainOnce(mine, store.update(job.id, { ...end, state: "training", finishing: true }));
  }

  /** Trains until the process has ended, and returns the resulting changes of the training. */
  async function trainOnce(mine: CurrentJob, job: TrainingJob): Promise<Partial<TrainingJob>> {
    const { id } = job;
    await Promise.all(orphans);
    const words = await trainArguments(job);
    const interruptedState = (): Partial<TrainingJob> => ({ state: mine.nextState ?? "paused" });
    if (mine.nextState || closing) return interruptedState();
    const before = words[1] === "--resume" ? job.done : 0;
    let latest: Partial<TrainingJob> = { done: before };
    let finished = false;
    let errorText: Text | undefined;
    const process = startTraining(program, words, workspace, (line) => {
      latest = { ...latest, ...progressOf(line, before) };
      if (line.type === "error") errorText = line.text;
      if (line.type === "end") finished = !line.summary.isInterrupted;
      if (line.type === "checkpoint") onRunsChanged();
    });
    mine.process = process;
    store.update(id, { ...latest, state: "training", keptBest: undefined, error: undefined }, process.pid);
    let published = latest;
    try {
      const logFollower = await createLogFollower(filesWithin(files, join(workspace, "runs")), {
        id,
        run: folderOf(id),
        publish: (news) => eventBus.publish(news),
      });
      await pollUntilEnded(process, async () => {
        await logFollower.poll();
        if (latest !== published) store.update(id, latest, process.pid);
        published = latest;
      });
    } finally {
      process.stop(); // after an error of the log follower
      await process.ended;
    }
    if (finished) return { state: "done", done: 1 };
    const result = await process.ended;
    if (mine.nextState || closing || result.code === 0) return interruptedState();
    return { state: "failed", error: errorText ?? unexplainedFailure(result) };
  }

  /** Returns the arguments after `omakase`: resumes if there is a run to resume. */
  async function trainArguments({ id, plan, done, finishing }: TrainingJob): Promise<string[]> {
    const place = join("runs", id);
    const output = ["--json", "--lang", language];
    if (await hasBegun(id)) {
      const left = Math.max(0.02, plan.minutes * (1 - done));
      const length = finishing ? ["--finish"] : ["--minutes", String(left)];
      return ["train", "--resume", place, ...length, ...output];
    }
    // left by a training that ended before its first save; if another process holds it, the error says so
    if ((await lockHolder(folderOf(id))) === undefined) await files.remove(folderOf(id));
    const { model, minutes, size, seed, count, settings } = plan;
    const words = ["train", model, sourcePath(plan), "--minutes", String(minutes), "--out", place];
    return [...words, ...trainingFlagWords({ ...settings, size, seed, count }), ...output];
  }

  async function interrupt(id: string, after: "paused" | "done"): Promise<TrainingJob> {
    const { state } = requireJob(id);
    if (current?.id === id) {
      current.nextState = after;
      store.update(id, { state: "pausing" }, current.process?.pid);
      current.process?.stop();
    } else if (state === "paused" && after === "done" && requireJob(id).unfinished) {
      store.update(id, { state: "waiting", finishing: true });
      startNext();
    } else if (state === "waiting" || (state === "paused" && after === "done")) store.update(id, { state: after });
    else if (state !== after) throw wrongStateError(id, state);
    const job = requireJob(id);
    await store.flush();
    return job;
  }

  const queue: JobQueue = {
    list: store.list,
    find: store.find,
    flush: store.flush,

    add: (plan) =>
      actions.run(async () => {
        requirePlace(store.list());
        requireTurn(store.list());
        const wanted = baseJobId(plan);
        let id = wanted;
        for (let number = 2; store.find(id) || (await files.stat(folderOf(id))) !== undefined; number++)
          id = `${wanted}-${number}`;
        const empty = { done: 0, step: 0, imagesSeen: 0, imagesPerSecond: 0, secondsLeft: plan.minutes * 60 };
        const job = await store.save({ id, plan, state: "waiting", ...empty });
        startNext();
        return job;
      }),

    pause: (id) => interrupt(id, "paused"),
    stop: (id) => interrupt(id, "done"),

    async resume(id) {
      const { state } = requireJob(id);
      if (state === "waiting" || state === "training") return requireJob(id);
      if (state !== "paused" && state !== "failed") throw wrongStateError(id, state);
      requireTurn(store.list());
      const job = store.update(id, { state: "waiting", error: undefined });
      startNext();
      await store.flush();
      return job;
    },

    extend: (id, { minutes }) =>
      actions.run(async () => {
        const before = requireJob(id);
        if (before.state !== "done") throw wrongStateError(id, before.state);
        if (before.step > 0 && !(await hasBegun(id))) throw runMissingError(id);
        requireTurn(store.list());
        const plan = { ...before.plan, minutes };
        const job = await store.save({ ...before, plan, state: "waiting", done: 0, secondsLeft: minutes * 60 });
        startNext();
        return job;
      }),

    remove: (id, run) =>
      actions.run(async () => {
        const job = requireJob(id);
        if (!isInactive(job)) throw wrongStateError(id, job.state);
        const holder = run === "delete" ? await lockHolder(folderOf(id)) : undefined;
        if (holder !== undefined) throw lockedByOtherError(id, holder);
        await store.remove(id, async () => {
          if (run === "delete") await files.remove(folderOf(id));
        });
        if (run === "delete") onRunsChanged();
      }),

    async close() {
      closing = true;
      const running = current;
      if (running) {
        running.nextState ??= "paused";
        running.process?.stop();
        await running.finished;
      }
      await Promise.all(orphans); // they end by themselves, with nothing to wait for here
      await store.flush();
    },
  };
  return queue;
}

/** Returns whether a training neither runs nor waits. */
function isInactive({ state }: TrainingJob): boolean {
  return state === "done" || state === "failed" || state === "paused";
}

/** Polls until a training has ended, and once more. */
async function pollUntilEnded({ ended }: TrainingProcess, look: () => Promise<void>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    await look();
    await Promise.race([ended, new Promise((done) => setTimeout(done, publishInterval))]);
  }
  await look();
}

/** Returns the id of a training before its number, valid in an address. */
function baseJobId({ model, source }: TrainingJobRequest): string {
  return `${model}-${baseName(source).replace(/[^\w.-]+/g, "-")}`.slice(0, 90);
}

function progressOf(line: TrainingMessage, before: number): Partial<TrainingJob> {
  if (line.type === "step") {
    const { type: _, done, ...numbers } = line;
    return { ...numbers, done: Math.min(1, before + (1 - before) * done) };
  }
  if (line.type === "verdict") return { verdict: line.verdict };
  if (line.type === "rollback" && line.reason === "worse") return { keptBest: true };
  if (line.type === "end") {
    const { step, imagesSeen, verdict, stepsToFinish } = line.summary;
    return { step, imagesSeen, verdict, unfinished: stepsToFinish > 0 };
  }
  return {};
}

/** Waits until a condition holds, for a bounded time. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < orphanTimeout && !isSo(); waited += 200)
    await new Promise((done) => setTimeout(done, 200));
}

function wrongStateError(id: string, state: TrainingJob["state"]) {
  return httpError(409, { where: id, ...nodeText.jobQueue.wrongState({ state }) });
}

function lockedByOtherError(id: string, holder: number) {
  return httpError(409, { where: id, ...nodeText.jobQueue.lockedByOther({ holder }) });
}

function runMissingError(id: string) {
  return httpError(409, { where: id, ...nodeText.jobQueue.folderGone });
}
