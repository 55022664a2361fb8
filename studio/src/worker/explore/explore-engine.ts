import { browserHost } from "omakase/browser";
import { createArithmeticService } from "./arithmetic-service.ts";
import { createDirectionService } from "./direction-service.ts";
import { createInversionService } from "./inversion-service.ts";
import { createTaskRunner } from "./tasks.ts";
import { createMapService } from "./map-service.ts";
import { createAnomalyService } from "./anomaly-service.ts";
import { renderRandomPictures } from "../render.ts";
import { createRunCache, type RunCache } from "../run-cache.ts";
import type { RenderedPicture } from "../rendered-picture.ts";

/** Creates all services of the Look inside worker, a worker of its own, so that drawing stays responsive. */
export function createExploreEngine(base: string, prefer?: "webgpu" | "onnx") {
  const runs = waitForAcceleration(createRunCache(base, prefer));
  const host = browserHost({ assets: runs.assets, cache: false });
  const jobs = createTaskRunner();
  return {
    map: createMapService(runs, host, jobs),
    arithmetic: createArithmeticService(runs),
    direction: createDirectionService(runs, host, jobs),
    invert: createInversionService(runs, host, jobs),
    outlier: createAnomalyService(runs, host, jobs),
    /** Samples random pictures. */
    randomPictures: async (id: string, seed: number, count: number): Promise<RenderedPicture[]> =>
      renderRandomPictures(await runs.load(id), seed, count),
    /** Cancels a task: */
    stop: (name: string): void => jobs.stop(name),
    /** Evicts a model that was replaced. */
    forget: (id: string): void => runs.forget(id),
  };
}

/** Makes models wait for acceleration, because every task here draws many pictures. */
function waitForAcceleration(runs: RunCache): RunCache {
  return {
    ...runs,
    async load(id) {
      const ready = await runs.load(id);
      await ready.accelerate();
      return ready;
    },
  };
}

/** See {@link createExploreEngine}. */
export type ExploreEngine = ReturnType<typeof createExploreEngine>;
