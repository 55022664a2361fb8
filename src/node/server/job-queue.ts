import { join } from "node:path";
import { listCheckpoints } from "../../checkpoint/index.ts";
import { lastPart } from "../../dataset/index.ts";
import type { Language, Text } from "../../error.ts";
import type { Files } from "../../host.ts";
import type { Job, NewJob } from "../../wire/index.ts";
import type { JobTable } from "../database/job-table.ts";
import type { NewsHub } from "./news-hub.ts";
import { refusal, unknownThing } from "./refusal.ts";
import { runDiary } from "./run-diary.ts";
import {
  isTraining,
  silentFailure,
  startTraining,
  type TrainingLine,
  type TrainingProcess,
} from "./training-process.ts";

/** Trainings, one at a time; the others wait for their turn. */
export interface JobQueue {
  list(): readonly Job[];
  find(id: string): Job | undefined;
  /** Begins it, or lets it wait. */
  add(plan: NewJob): Promise<Job>;
  /** Saves and interrupts it. */
  pause(id: string): Promise<Job>;
  /** Goes on with one that was interrupted or that failed. */
  resume(id: string): Promise<Job>;
  /** Saves and ends it. */
  stop(id: string): Promise<Job>;
  /** Interrupts what trains, once it is saved. */
  close(): Promise<void>;
}

/** See {@link jobQueue}. */
export interface JobQueueOptions {
  readonly table: JobTable;
  readonly hub: NewsHub;
  readonly files: Files;
  readonly workspace: string;
  readonly language: Language;
  /** `main.js` of the command line. */
  readonly program: string;
  /** The source of a plan as `omakase train` is told it. */
  readonly sourceOf: (plan: NewJob) => string;
  /** Told when there is a new checkpoint. */
  readonly onCheckpoint: () => void;
}

interface Current {
  readonly id: string;
  readonly process: TrainingProcess;
  /** What becomes of the job once its process has ended, where somebody interrupted it. */
  after?: "paused" | "done";
  readonly over: Promise<void>;
}

/** How often news of a training are told, milliseconds. */
const rhythm = 500;
/** How long a training whose server was killed may take to save, milliseconds. */
const patience = 120_000;

/**
 * See {@link JobQueue}. What trained or waited when the server ended is paused: nothing computes until somebody asks
 * for it.
 */
export async function jobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { table, hub, files, workspace, language, program, sourceOf, onCheckpoint } = options;
  const jobs = new Map<string, Job>();
  let current: Current | undefined;
  let closing = false;
  /** Processes of a server before this one that still save. */
  const orphans = new Set<Promise<void>>();

  const show = (job: Job): Job => {
    jobs.set(job.id, job);
    hub.publish({ type: "job", job });
    return job;
  };
  const change = async (id: string, changes: Partial<Job>, process?: number): Promise<Job> => {
    const job = show({ ...jobs.get(id)!, ...changes });
    await table.save({ job, process });
    return job;
  };
  const required = (id: string): Job => {
    const job = jobs.get(id);
    if (!job) throw unknownThing("job", { ja: "学習", en: "a training" });
    return job;
  };
  const folderOf = (id: string) => join(workspace, "runs", id);

  for (const { job, process } of await table.list()) {
    jobs.set(job.id, job);
    if (job.state === "done" || job.state === "failed" || job.state === "paused") continue;
    if (process !== undefined && isTraining(process, job.id)) {
      await change(job.id, { state: "pausing" }, process);
      const gone = ended(() => closing || !isTraining(process, job.id)).then(async () => {
        if (!closing) await change(job.id, { state: "paused", secondsLeft: 0 });
      });
      const settled = gone.catch(() => undefined).finally(() => orphans.delete(settled));
      orphans.add(settled);
    } else await change(job.id, { state: "paused", secondsLeft: 0 });
  }

  /** Begins the next training where none is at work. */
  async function begin(): Promise<void> {
    if (closing || current) return;
    const next = [...jobs.values()].find(({ state }) => state === "waiting");
    if (!next) return;
    let end = () => {};
    const over = new Promise<void>((done) => void (end = done));
    const { id } = next;
    const heard = { error: undefined as Text | undefined, finished: false, failed: false };
    // taken before anything is waited for, so that no other begins
    const placeholder: TrainingProcess = { number: 0, stop() {}, ended: Promise.resolve({ code: 0, said: "" }) };
    const mine: Current & { process: TrainingProcess } = { id, process: placeholder, over };
    current = mine;
    try {
      await Promise.all(orphans);
      const words = await wordsFor(next);
      const before = words[1] === "--resume" ? next.done : 0;
      if (!mine.after && !closing) {
        let latest = { ...next, state: "training" as Job["state"] };
        mine.process = startTraining(program, words, workspace, (line) => {
          latest = { ...latest, ...progress(line, before) };
          if (line.type === "error") heard.error = line.text;
          if (line.type === "end") heard.finished = !line.summary.interrupted;
          if (line.type === "checkpoint") onCheckpoint();
        });
        await change(id, { state: "training", error: undefined, done: before }, mine.process.number);
        const diary = await runDiary(files, { id, run: folderOf(id), publish: (news) => hub.publish(news) });
        let told = latest;
        const look = async () => {
          await diary.look();
          if (latest === told) return;
          told = latest;
          const { done, step, picturesSeen, picturesPerSecond, secondsLeft, verdict } = latest;
          const numbers = { done, step, picturesSeen, picturesPerSecond, secondsLeft, verdict };
          await change(id, numbers, mine.process.number);
        };
        const stopped = mine.process.ended;
        let isOver = false;
        void stopped.then(() => (isOver = true));
        while (!isOver) {
          await look();
          await Promise.race([stopped, new Promise((done) => setTimeout(done, rhythm))]);
        }
        await look();
        const result = await stopped;
        if (!heard.finished && !mine.after && !closing && result.code !== 0) {
          heard.failed = true;
          heard.error ??= silentFailure(result);
        }
      }
      const state = heard.finished ? "done" : heard.failed ? "failed" : (mine.after ?? "paused");
      const error = heard.failed ? heard.error : undefined;
      await change(id, { state, error, secondsLeft: 0, picturesPerSecond: 0, ...(heard.finished && { done: 1 }) });
    } catch (error) {
      mine.process.stop();
      const reason = error instanceof Error ? error.message : String(error);
      await change(id, { state: "failed", error: silentFailure({ code: reason, said: "" }) }).catch(() => undefined);
    } finally {
      current = undefined;
      end();
      onCheckpoint();
    }
    void begin();
  }

  /** What stands after `omakase`: it goes on where there is something to go on from. */
  async function wordsFor({ id, plan, done }: Job): Promise<string[]> {
    const run = folderOf(id);
    const place = join("runs", id);
    const told = ["--json", "--lang", language];
    if ((await listCheckpoints(files, run)).length > 0) {
      const left = Math.max(0.02, plan.minutes * (1 - done));
      return ["train", "--resume", place, "--minutes", String(left), ...told];
    }
    await files.remove(run); // what a training left that ended before it kept anything
    const { model, minutes, size, seed, count } = plan;
    const words = ["train", model, sourceOf(plan), "--minutes", String(minutes), "--out", place];
    if (size !== undefined) words.push("--size", String(size));
    if (seed !== undefined) words.push("--seed", String(seed));
    if (count !== undefined) words.push("--count", String(count));
    return [...words, ...told];
  }

  async function interrupt(id: string, after: "paused" | "done"): Promise<Job> {
    const { state } = required(id);
    if (current?.id === id && (state === "training" || state === "pausing" || state === "waiting")) {
      current.after = after;
      const job = await change(id, { state: "pausing" }, current.process.number);
      current.process.stop();
      return job;
    }
    if (state === "waiting" || (state === "paused" && after === "done")) return await change(id, { state: after });
    if (state === after) return required(id);
    throw notNow(id, state);
  }

  const queue: JobQueue = {
    list: () => [...jobs.values()],
    find: (id) => jobs.get(id),

    async add(plan) {
      const wanted = jobName(plan);
      let id = wanted;
      for (let number = 2; jobs.has(id) || (await files.entry(folderOf(id))) !== undefined; number++)
        id = `${wanted}-${number}`;
      const empty = { done: 0, step: 0, picturesSeen: 0, picturesPerSecond: 0, secondsLeft: plan.minutes * 60 };
      jobs.set(id, { id, plan, state: "waiting", ...empty }); // before anything is waited for: the id is taken
      const job = await change(id, {});
      void begin();
      return job;
    },

    pause: (id) => interrupt(id, "paused"),
    stop: (id) => interrupt(id, "done"),

    async resume(id) {
      const { state } = required(id);
      if (state === "waiting" || state === "training") return required(id);
      if (state !== "paused" && state !== "failed") throw notNow(id, state);
      const job = await change(id, { state: "waiting", error: undefined });
      void begin();
      return job;
    },

    async close() {
      closing = true;
      const running = current;
      if (running) {
        running.after ??= "paused";
        running.process.stop();
        await running.over;
      }
      await Promise.all(orphans); // they end on their own; here nobody waits for that any more
    },
  };
  return queue;
}

/** What a training is called before it is numbered, as it can stand in an address. */
function jobName({ model, source }: NewJob): string {
  return `${model}-${lastPart(source).replace(/[^\w.-]+/g, "-")}`.slice(0, 90);
}

function progress(line: TrainingLine, before: number): Partial<Job> {
  if (line.type === "step") {
    const { type: _, done, ...numbers } = line;
    return { ...numbers, done: Math.min(1, before + (1 - before) * done) };
  }
  if (line.type === "verdict") return { verdict: line.verdict };
  if (line.type === "end") {
    const { step, picturesSeen, verdict } = line.summary;
    return { step, picturesSeen, verdict };
  }
  return {};
}

/** Waits until something is so, but not for ever. */
async function ended(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < patience && !isSo(); waited += 200) await new Promise((done) => setTimeout(done, 200));
}

function notNow(id: string, state: Job["state"]) {
  return refusal(409, {
    where: id,
    expected: { ja: "それができる状態の学習", en: "a training in a state that allows this" },
    got: { ja: `状態 ${state}`, en: `the state ${state}` },
    remedy: { ja: "状態が変わるまで待ってください", en: "Wait until its state changes" },
  });
}
