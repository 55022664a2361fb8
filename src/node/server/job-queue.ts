import { join } from "node:path";
import { listCheckpoints } from "../../checkpoint/index.ts";
import { lastPart } from "../../dataset/index.ts";
import type { Language, Text } from "../../error.ts";
import type { Files } from "../../host.ts";
import { holderOf } from "../lock-folder.ts";
import type { Job, LeavingRun, MoreTime, NewJob } from "../../wire/index.ts";
import { filesWithin } from "./files-within.ts";
import { jobBook, type JobBookOptions } from "./job-book.ts";
import { requirePlace, requireTurn } from "./job-limits.ts";
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
  /** Goes on for some minutes with one that is done. */
  more(id: string, time: MoreTime): Promise<Job>;
  /** Takes one that does not train out of the list. */
  remove(id: string, run: LeavingRun): Promise<void>;
  /** Tells the database what it missed while it was away. */
  catchUp(): Promise<void>;
  /** Interrupts what trains, once it is saved. */
  close(): Promise<void>;
}

/** See {@link jobQueue}. */
export interface JobQueueOptions extends JobBookOptions {
  readonly files: Files;
  readonly workspace: string;
  readonly language: Language;
  /** `main.js` of the command line. */
  readonly program: string;
  /** The source of a plan as `omakase train` is told it. */
  readonly sourceOf: (plan: NewJob) => string;
  /** Told when there is a new checkpoint, or a run is gone. */
  readonly onRun: () => void;
}

interface Current {
  readonly id: string;
  process?: TrainingProcess;
  /** What becomes of the job once its process has ended, where somebody interrupted it. */
  after?: "paused" | "done";
  over?: Promise<void>;
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
  const { table, hub, files, workspace, language, program, sourceOf, onRun } = options;
  const kept = await table.list();
  const book = jobBook(kept, options);
  let current: Current | undefined;
  let closing = false;
  /** Processes of a server before this one that still save. */
  const orphans = new Set<Promise<void>>();
  /** Ends when the last of those deeds does that must not meet: of two that want a name, one gets it. */
  let turn: Promise<unknown> = Promise.resolve();
  const alone = <Answer>(deed: () => Promise<Answer>): Promise<Answer> => {
    const done = turn.then(deed);
    turn = done.catch(() => undefined);
    return done;
  };

  const required = (id: string): Job => {
    const job = book.find(id);
    if (!job) throw unknownThing("job", { ja: "学習", en: "a training" });
    return job;
  };
  const folderOf = (id: string) => join(workspace, "runs", id);
  const hasBegun = async (id: string) => (await listCheckpoints(files, folderOf(id))).length > 0;

  for (const { job, process } of kept) {
    if (isAtRest(job)) continue;
    if (process !== undefined && isTraining(process, job.id)) {
      book.note(job.id, { state: "pausing" }, process);
      const gone = ended(() => closing || !isTraining(process, job.id)).then(() => {
        if (!closing) book.note(job.id, { state: "paused", secondsLeft: 0 });
      });
      const settled = gone.finally(() => orphans.delete(settled));
      orphans.add(settled);
    } else book.note(job.id, { state: "paused", secondsLeft: 0 });
  }
  await book.flush();

  /** Begins the next training where none is at work. */
  function begin(): void {
    if (closing || current) return;
    const next = book.list().find(({ state }) => state === "waiting");
    if (!next) return;
    const mine: Current = { id: next.id };
    current = mine;
    const broken = (error: unknown): Partial<Job> => {
      const code = error instanceof Error ? error.message : String(error);
      return { state: "failed", error: silentFailure({ code, said: "" }) };
    };
    mine.over = train(mine, next)
      .catch(broken)
      .then((end) => {
        current = undefined;
        book.note(mine.id, { ...end, secondsLeft: 0, picturesPerSecond: 0 });
        onRun();
        begin();
      });
  }

  /** Trains until the process has ended, and says what became of the training. */
  async function train(mine: Current, job: Job): Promise<Partial<Job>> {
    const { id } = job;
    await Promise.all(orphans);
    const words = await wordsFor(job);
    const interrupted = (): Partial<Job> => ({ state: mine.after ?? "paused" });
    if (mine.after || closing) return interrupted();
    const before = words[1] === "--resume" ? job.done : 0;
    let latest: Partial<Job> = { done: before };
    let finished = false;
    let complaint: Text | undefined;
    const process = startTraining(program, words, workspace, (line) => {
      latest = { ...latest, ...progress(line, before) };
      if (line.type === "error") complaint = line.text;
      if (line.type === "end") finished = !line.summary.interrupted;
      if (line.type === "checkpoint") onRun();
    });
    mine.process = process;
    book.note(id, { ...latest, state: "training", error: undefined }, process.number);
    let told = latest;
    try {
      const diary = await runDiary(filesWithin(files, join(workspace, "runs")), {
        id,
        run: folderOf(id),
        publish: (news) => hub.publish(news),
      });
      await untilEnded(process, async () => {
        await diary.look();
        if (latest !== told) book.note(id, latest, process.number);
        told = latest;
      });
    } finally {
      process.stop(); // where the diary broke
      await process.ended;
    }
    if (finished) return { state: "done", done: 1 };
    const result = await process.ended;
    if (mine.after || closing || result.code === 0) return interrupted();
    return { state: "failed", error: complaint ?? silentFailure(result) };
  }

  /** What stands after `omakase`: it goes on where there is something to go on from. */
  async function wordsFor({ id, plan, done }: Job): Promise<string[]> {
    const place = join("runs", id);
    const told = ["--json", "--lang", language];
    if (await hasBegun(id)) {
      const left = Math.max(0.02, plan.minutes * (1 - done));
      return ["train", "--resume", place, "--minutes", String(left), ...told];
    }
    // what a training left that ended before it kept anything; one that somebody else is at says so itself
    if ((await holderOf(folderOf(id))) === undefined) await files.remove(folderOf(id));
    const { model, minutes, size, seed, count } = plan;
    const words = ["train", model, sourceOf(plan), "--minutes", String(minutes), "--out", place];
    if (size !== undefined) words.push("--size", String(size));
    if (seed !== undefined) words.push("--seed", String(seed));
    if (count !== undefined) words.push("--count", String(count));
    return [...words, ...told];
  }

  async function interrupt(id: string, after: "paused" | "done"): Promise<Job> {
    const { state } = required(id);
    if (current?.id === id) {
      current.after = after;
      book.note(id, { state: "pausing" }, current.process?.number);
      current.process?.stop();
    } else if (state === "waiting" || (state === "paused" && after === "done")) book.note(id, { state: after });
    else if (state !== after) throw notNow(id, state);
    const job = required(id);
    await book.flush();
    return job;
  }

  const queue: JobQueue = {
    list: book.list,
    find: book.find,
    catchUp: book.flush,

    add: (plan) =>
      alone(async () => {
        requirePlace(book.list());
        requireTurn(book.list());
        const wanted = jobName(plan);
        let id = wanted;
        for (let number = 2; book.find(id) || (await files.entry(folderOf(id))) !== undefined; number++)
          id = `${wanted}-${number}`;
        const empty = { done: 0, step: 0, picturesSeen: 0, picturesPerSecond: 0, secondsLeft: plan.minutes * 60 };
        const job = await book.keep({ id, plan, state: "waiting", ...empty });
        begin();
        return job;
      }),

    pause: (id) => interrupt(id, "paused"),
    stop: (id) => interrupt(id, "done"),

    async resume(id) {
      const { state } = required(id);
      if (state === "waiting" || state === "training") return required(id);
      if (state !== "paused" && state !== "failed") throw notNow(id, state);
      requireTurn(book.list());
      const job = book.note(id, { state: "waiting", error: undefined });
      begin();
      await book.flush();
      return job;
    },

    more: (id, { minutes }) =>
      alone(async () => {
        const before = required(id);
        if (before.state !== "done") throw notNow(id, before.state);
        if (before.step > 0 && !(await hasBegun(id))) throw nothingLeft(id);
        requireTurn(book.list());
        const plan = { ...before.plan, minutes };
        const job = await book.keep({ ...before, plan, state: "waiting", done: 0, secondsLeft: minutes * 60 });
        begin();
        return job;
      }),

    remove: (id, run) =>
      alone(async () => {
        const job = required(id);
        if (!isAtRest(job)) throw notNow(id, job.state);
        const holder = run === "delete" ? await holderOf(folderOf(id)) : undefined;
        if (holder !== undefined) throw trainedElsewhere(id, holder);
        await book.remove(id, async () => {
          if (run === "delete") await files.remove(folderOf(id));
        });
        if (run === "delete") onRun();
      }),

    async close() {
      closing = true;
      const running = current;
      if (running) {
        running.after ??= "paused";
        running.process?.stop();
        await running.over;
      }
      await Promise.all(orphans); // they end on their own; here nobody waits for that any more
      await book.flush();
    },
  };
  return queue;
}

/** Whether nothing is done with a training, and nothing is going to be. */
function isAtRest({ state }: Job): boolean {
  return state === "done" || state === "failed" || state === "paused";
}

/** Looks again and again until a training has ended, and once more. */
async function untilEnded({ ended }: TrainingProcess, look: () => Promise<void>): Promise<void> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    await look();
    await Promise.race([ended, new Promise((done) => setTimeout(done, rhythm))]);
  }
  await look();
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

function trainedElsewhere(id: string, holder: number) {
  return refusal(409, {
    where: id,
    expected: { ja: "いま学習していないもの", en: "a run that nothing trains just now" },
    got: { ja: `別のプロセス ${holder} が学習中のもの`, en: `one that another process ${holder} trains` },
    remedy: { ja: "その学習が終わってから捨ててください", en: "Throw it away once that training has ended" },
  });
}

function nothingLeft(id: string) {
  return refusal(409, {
    where: id,
    expected: { ja: "続きのできる学習", en: "a training that can go on" },
    got: { ja: "フォルダの消えたもの", en: "one whose folder is gone" },
    remedy: { ja: "新しく学習をはじめてください", en: "Begin a new training" },
  });
}
