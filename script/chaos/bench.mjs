import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cliProgram, createProcesses, pause } from "./processes.mjs";
import { createTally } from "./tally.mjs";

/** Time after which a scenario counts as hanging, s. */
const longest = 400;

/**
 * Creates what scenarios share: processes, a cache of pictures, and folders that are made once.
 *
 * @param home - folder of all rounds.
 */
export function createBench(home) {
  const processes = createProcesses();
  const shared = join(home, "shared");
  const cache = join(shared, "cache");
  const made = new Map();
  const closers = new Set();
  mkdirSync(cache, { recursive: true });

  /** Makes something once, in a folder of its own; returns what `make` returns, or else the folder. */
  function once(name, make) {
    if (!made.has(name)) made.set(name, makeIn(join(shared, name), make));
    made.get(name).catch(() => made.delete(name)); // the next scenario that needs it makes it again
    return made.get(name);
  }

  async function makeIn(folder, make) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    return (await make(folder)) ?? folder;
  }

  /** Starts `omakase …`, by the program `around` where it is given. */
  function omakase(words, options, around = []) {
    if (around.length === 0) return processes.omakase(words, options);
    const [command, ...before] = around;
    return processes.start(command, [...before, process.execPath, cliProgram, ...words], {
      label: words[0],
      ...options,
    });
  }

  /** Registers how something ends that is no process of ours; the returned function ends it now. */
  function onClose(end) {
    const close = async () => {
      if (closers.delete(close)) await end();
    };
    closers.add(close);
    return close;
  }

  return {
    /**
     * Runs a scenario in its folder.
     *
     * @param stopped - promise that resolves at Ctrl-C.
     * @returns its counts, problems, and why it was skipped; undefined when it was stopped.
     */
    async run(scenario, plan, folder, stopped) {
      const tally = createTally();
      tally.counts.rounds = 1;
      let skipped = scenario.unavailable?.();
      const skip = (why) => void (skipped = why);
      const context = { folder, cache, tally, once, omakase, start: processes.start, onClose, skip };
      if (skipped === undefined) {
        let timer;
        const late = new Promise((_, fail) => {
          timer = setTimeout(() => fail(new Error(`${scenario.name} did not end within ${longest} s`)), longest * 1000);
        });
        const work = scenario.run(context, plan).then(() => "done");
        const end = await Promise.race([work, late, stopped]).catch((error) => error);
        clearTimeout(timer);
        work.catch(() => undefined); // after Ctrl-C or too long a time its processes are gone
        if (end instanceof Error) tally.expect(false, end.message);
        else if (end !== "done") return undefined;
        if (end !== "done") await this.endAll();
      }
      if (skipped !== undefined) tally.counts.skipped = 1;
      return { counts: tally.counts, problems: tally.problems, skipped };
    },

    /** Ends all processes of the scenario that has just run. */
    async endAll() {
      await processes.endAll();
      for (const close of closers) await Promise.race([close(), pause(10_000)]);
    },

    /** Ends everything for good. */
    async close() {
      processes.close();
      await this.endAll();
    },
  };
}
