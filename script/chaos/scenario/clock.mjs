import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../processes.mjs";
import { pick, wholeBetween } from "../random.mjs";

/** Length of the training, seconds. */
const length = 8;
/** Time that a busy machine may need beyond it, seconds. */
const patience = 40;

/** The wall clock jumps while `omakase train --minutes` trains. Promised: it trains for the given time, and says so. */
export const clock = {
  name: "clock",

  /** Draws jumps: `hours` at a part of the training's length. */
  plan(random) {
    const jumps = Array.from({ length: wholeBetween(random, 1, 3) }, () => ({
      part: wholeBetween(random, 5, 90) / 100,
      hours: pick(random, [-1, 1]),
    }));
    return { model: pick(random, ["ae", "vae"]), jumps: jumps.sort((a, b) => a.part - b.part) };
  },

  /** Returns why the clock cannot be moved here; undefined where it can. */
  unavailable() {
    const library = findLibrary();
    if (library === undefined) return "the library libfaketime is not installed";
    const env = { ...process.env, LD_PRELOAD: library, FAKETIME: "+3600", FAKETIME_DONT_FAKE_MONOTONIC: "1" };
    const { stdout } = spawnSync(process.execPath, ["-p", "Date.now()"], { env, encoding: "utf8" });
    return Number(stdout) > Date.now() + 3_000_000 ? undefined : "libfaketime does not move the clock of Node";
  },

  async run(context, { model, jumps }) {
    const { tally, folder } = context;
    const timeFile = join(folder, "time");
    await setClock(timeFile, 0);
    const env = {
      LD_PRELOAD: findLibrary(),
      FAKETIME_TIMESTAMP_FILE: timeFile,
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      FAKETIME_CACHE_DURATION: "1",
      OMAKASE_CACHE: context.cache,
    };
    const run = join(folder, "run");
    const settings = ["--size", "16", "--count", "40", "--features", "4", "--seed", "7", "--threads", "1"];
    const words = ["train", model, "sushi", ...settings, "--device", "cpu", "--minutes", String(length / 60)];
    let [began, ended, summary] = [0, 0, undefined];
    let ready;
    const isReady = new Promise((done) => (ready = done));
    const onLine = (line) => {
      const event = JSON.parse(line);
      if (event.type === "step") {
        ended = performance.now();
        if (began === 0) ready((began = ended));
      }
      if (event.type === "end") summary = event.summary;
    };
    const child = context.omakase([...words, "--out", run, "--json", "--lang", "en"], { folder, env, onLine });
    const late = setTimeout(() => child.kill("SIGKILL"), (length + 3 * patience) * 1000);
    const jumping = isReady.then(() => jump(tally, timeFile, jumps));
    const { code, signal, stderr } = await child.ended;
    clearTimeout(late);
    ready();
    await jumping;
    const seconds = (ended - began) / 1000;
    tally.expect(code === 0, `the training ended with ${code ?? signal}: ${stderr.trim()}`);
    tally.expect(isAbout(seconds), `the training took ${seconds.toFixed(1)} s, ${length} were asked for`);
    tally.expect(
      isAbout(summary?.seconds ?? 0),
      `the training reports ${summary?.seconds} s, ${length} were asked for`,
    );
    tally.expect(existsSync(join(run, "figures", "samples.png")), "the training wrote no figures");
  },
};

function isAbout(seconds) {
  return seconds > 0.7 * length && seconds < length + patience;
}

/** Moves the clock at each jump's moment. */
async function jump(tally, timeFile, jumps) {
  let [at, offset] = [0, 0];
  for (const { part, hours } of jumps) {
    await pause((part - at) * length * 1000);
    [at, offset] = [part, offset + hours];
    tally.fault();
    await setClock(timeFile, offset);
  }
}

/** Sets how many hours the clock is away from the right time. The file is replaced at once, and never read half-written. */
async function setClock(timeFile, hours) {
  await writeFile(`${timeFile}.new`, `${hours < 0 ? "-" : "+"}${Math.abs(hours) * 3600}\n`);
  await rename(`${timeFile}.new`, timeFile);
}

function findLibrary() {
  const folders = ["/usr/lib", "/usr/local/lib"]
    .filter(existsSync)
    .flatMap((folder) => [
      join(folder, "faketime"),
      ...readdirSync(folder).map((name) => join(folder, name, "faketime")),
    ]);
  return folders.map((folder) => join(folder, "libfaketimeMT.so.1")).find(existsSync);
}
