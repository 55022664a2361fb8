import { browserHost } from "omakase/browser";
import { reckoning } from "./look-arithmetic.ts";
import { directing } from "./look-direction.ts";
import { inverting } from "./look-invert.ts";
import { openJobs } from "./look-jobs.ts";
import { mapping } from "./look-map.ts";
import { outlierFinding } from "./look-outlier.ts";
import { lots } from "./drawn.ts";
import { openRuns, type Runs } from "./runs.ts";
import type { Shown } from "./shown.ts";

/** Everything that the worker of Look inside does; it is another one than that which draws, so that drawing stays quick. */
export function createLookEngine(base: string, prefer?: "webgpu" | "onnx") {
  const runs = steadyRuns(openRuns(base, prefer));
  const host = browserHost({ assets: runs.assets, cache: false });
  const jobs = openJobs();
  return {
    map: mapping(runs, host, jobs),
    arithmetic: reckoning(runs),
    direction: directing(runs, host, jobs),
    invert: inverting(runs, host, jobs),
    outlier: outlierFinding(runs, host, jobs),
    /** Pictures by lot. */
    lots: async (id: string, seed: number, count: number): Promise<Shown[]> => lots(await runs.ready(id), seed, count),
    /** Stops long work: `map`, `direction`, `invert`, `outlier`. */
    stop: (name: string): void => jobs.stop(name),
    /** There is a newer model of that name. */
    forget: (id: string): void => runs.forget(id),
  };
}

/** Nothing here is done with a few pictures: models are waited for until they draw quickly. */
function steadyRuns(runs: Runs): Runs {
  return {
    ...runs,
    async ready(id) {
      const ready = await runs.ready(id);
      await ready.steady;
      return ready;
    },
  };
}

/** See {@link createLookEngine}. */
export type LookEngine = ReturnType<typeof createLookEngine>;
