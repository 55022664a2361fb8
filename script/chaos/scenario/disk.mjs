import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../processes.mjs";
import { createRaters } from "../raters.mjs";
import { wholeBetween } from "../random.mjs";
import { prepareWorkspace, startStudio } from "../studio.mjs";
import { beginWords, compareRuns, referenceRun, resumeWords, trainOnce } from "./train.mjs";

/** Sizes of the small disk: some trainings' folders, and a workspace with its database, MB. */
const sizes = { train: 16, rate: 120 };

/**
 * The disk of a training or of a studio becomes full. Promised: one sentence, nothing acknowledged is lost, and it goes on
 * once there is room.
 */
export const disk = {
  name: "disk",

  /** Draws when the disk of a training and that of a studio become full, and whether each is killed while it is. */
  plan(random) {
    const delay = () => wholeBetween(random, 0, 30);
    return {
      train: { step: wholeBetween(random, 1, 38), delay: delay(), isKilled: random() < 0.5 },
      rate: {
        after: wholeBetween(random, 1, 120),
        delay: delay(),
        refusals: wholeBetween(random, 1, 40),
        isKilled: random() < 0.5,
      },
    };
  },

  /** Returns why no small disk can be mounted here; undefined where it can. */
  unavailable() {
    if (process.platform !== "linux") return "a small disk is mounted on Linux only";
    const { status } = spawnSync("unshare", [...userWords(), "-m", "mount", "-t", "tmpfs", "none", "/tmp"]);
    return status === 0 ? undefined : "this process may not mount a small disk (unshare -m)";
  },

  async run(context, plan) {
    for (const [kind, meet] of [
      ["train", trainOnDisk],
      ["rate", rateOnDisk],
    ]) {
      const small = await mountSmallDisk(context, join(context.folder, `disk-${kind}`), sizes[kind]);
      await meet(context, plan[kind], small);
      small.unmount();
    }
  },
};

function userWords() {
  return process.getuid?.() === 0 ? [] : ["-r"];
}

/**
 * Mounts a small disk that only programs started with `around` see at `path`; others find it at `outside`. It ends with its
 * keeper.
 */
async function mountSmallDisk(context, path, megabytes) {
  await mkdir(path);
  const script = `mount -t tmpfs -o size=${megabytes}m none "$0" && echo mounted && exec sleep 86400`;
  let keeper;
  await new Promise((done, fail) => {
    const options = { folder: context.folder, onLine: done };
    keeper = context.start("unshare", [...userWords(), "-m", "sh", "-c", script, path], options);
    void keeper.ended.then(({ stderr }) => fail(new Error(`the small disk is gone: ${stderr}`)));
  });
  const enter = process.getuid?.() === 0 ? [] : ["-U", "--preserve-credentials"];
  const outside = join("/proc", String(keeper.pid), "root", path);
  const filler = join(outside, "filler");
  return {
    path,
    outside,
    around: ["nsenter", "-t", String(keeper.pid), ...enter, "-m", "--"],
    /** Fills the disk to its last page. */
    async fill() {
      const file = await open(filler, "w");
      for (let size = 2 ** 20; size >= 4096;) {
        const written = await file.write(new Uint8Array(size)).catch(() => undefined);
        if (written?.bytesWritten !== size) size /= 2;
      }
      await file.close();
    },
    free: () => rm(filler, { force: true }),
    unmount: () => keeper.kill("SIGKILL"),
  };
}

async function trainOnDisk(context, { step, delay, isKilled }, small) {
  const { tally } = context;
  const reference = await referenceRun(context, "ae");
  const run = join(small.path, "run");
  let filling;
  const onEvent = (event, child) => {
    if (filling !== undefined || event.step === undefined || event.step < step) return;
    filling = pause(delay).then(async () => {
      tally.fault();
      await small.fill();
      if (isKilled) child.kill("SIGKILL");
    });
  };
  const { code, signal, stderr, isComplete } = await trainOnce(context, beginWords("ae", run), [], {
    ...small,
    onEvent,
  });
  await filling;
  const isSentence = code === 2 && stderr.trim().split("\n").length === 1;
  tally.expect(
    isSentence || isComplete || (isKilled && signal === "SIGKILL"),
    `the training on a full disk ended with ${code ?? signal}: ${stderr.trim()}`,
  );
  await small.free();
  const words = existsSync(join(small.outside, "run", "checkpoint")) ? resumeWords(run) : beginWords("ae", run);
  const again = await trainOnce(context, words, [], small);
  tally.expect(
    again.code === 0,
    `the training did not go on once there was room: ${again.code} ${again.stderr.trim()}`,
  );
  await cp(join(small.outside, "run"), join(context.folder, "run"), { recursive: true });
  await compareRuns(tally, reference, join(context.folder, "run"));
}

async function rateOnDisk(context, { after, delay, refusals, isKilled }, small) {
  const { tally } = context;
  await prepareWorkspace(context, join(small.outside, "workspace"));
  const workspace = join(small.path, "workspace");
  const raters = await createRaters(tally);
  let studio = await startStudio(context, workspace, small);
  let answered = 0;
  let refused = 0;
  let filling;
  const fill = async () => {
    await pause(delay);
    tally.fault();
    await small.fill();
  };
  let isLate = false;
  const limit = setTimeout(() => (isLate = true), 20_000);
  await raters.rate(
    studio,
    8,
    () => isLate || refused >= refusals,
    (status) => {
      if (status === 201 && ++answered === after) filling = fill();
      if (status === 503) refused++;
    },
  );
  clearTimeout(limit);
  await filling;
  if (refused === 0) throw new Error("the disk was filled, and no rating was refused within 20 s");
  if (isKilled) {
    studio.kill("SIGKILL");
    await studio.ended;
  }
  await small.free();
  if (isKilled) studio = await startStudio(context, workspace, small);
  await raters.verify(studio);
  await studio.close();
  studio = await startStudio(context, workspace, small);
  await raters.verify(studio);
  await studio.close();
}
