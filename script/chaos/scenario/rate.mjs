import { join } from "node:path";
import { pause } from "../processes.mjs";
import { pick, wholeBetween } from "../random.mjs";
import { createRaters } from "../raters.mjs";
import { prepareWorkspace, startStudio } from "../studio.mjs";

/**
 * Ratings reach a studio in parallel while it is killed, suspended and ended. Promised: each acknowledged rating is there
 * once.
 */
export const rate = {
  name: "rate",

  /** Draws the faults: each comes `delay` ms after a number of acknowledged ratings since the last start. */
  plan(random) {
    const width = wholeBetween(random, 2, 24);
    const faults = Array.from({ length: wholeBetween(random, 2, 4) }, () => {
      const after = wholeBetween(random, 1, 150);
      const delay = wholeBetween(random, 0, 12);
      if (random() < 0.2) return { signal: "SIGSTOP", after, delay, hold: wholeBetween(random, 20, 1000) };
      return { signal: pick(random, ["SIGKILL", "SIGKILL", "SIGKILL", "SIGINT", "SIGTERM"]), after, delay };
    });
    return { width, faults };
  },

  async run(context, { width, faults }) {
    const workspace = await prepareWorkspace(context, join(context.folder, "workspace"));
    const raters = await createRaters(context.tally);
    let studio = await startStudio(context, workspace);
    for (const fault of faults) {
      await rateUntil(context, raters, studio, width, fault);
      if (fault.signal === "SIGSTOP") continue;
      await studio.ended;
      studio = await startStudio(context, workspace);
    }
    await raters.verify(studio);
    await studio.close();
  },
};

/** Rates until the fault has come, and all lanes have ended. */
async function rateUntil(context, raters, studio, width, { signal, after, delay, hold }) {
  let answered = 0;
  let isOver = false;
  let striking;
  const strike = async () => {
    await pause(delay);
    context.tally.fault();
    studio.kill(signal);
    if (hold === undefined) return;
    await pause(hold);
    studio.kill("SIGCONT");
    await pause(delay);
    isOver = true;
  };
  const onAnswer = (status) => {
    if (status === 201 && ++answered === after) striking = strike();
  };
  await raters.rate(studio, width, () => isOver, onAnswer);
  if (striking === undefined) throw new Error("the studio hung up before any fault");
  await striking;
}
