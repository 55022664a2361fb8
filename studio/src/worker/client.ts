/** Page side of the workers. */
import { wrap } from "comlink";
import type { Engine } from "./engine.ts";
import type { ExploreEngine } from "./explore/explore-engine.ts";
import type { InitMessage } from "./expose-worker.ts";
import type { InsideEngine } from "./learn/inside-engine.ts";
import type { TrainingService } from "./train/training-service.ts";

/** The address of the page's folder. */
export const pageUrl = new URL("./", document.baseURI).href;

/**
 * Functions of a worker as seen by the page: each returns a promise. A function among the arguments needs a `proxy`.
 */
export type Remote<Tools> = {
  readonly [Name in keyof Tools]: Tools[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : Remote<Tools[Name]>;
};

let engineWorker: Remote<Engine> | undefined;
let trainingWorker: Remote<TrainingService> | undefined;
let exploreWorker: Remote<ExploreEngine> | undefined;
let insideWorker: Remote<InsideEngine> | undefined;

/**
 * Returns the drawing worker, started on first use. `?device=webgpu` or `onnx` in the page's address selects the
 * device.
 */
export function engine(): Remote<Engine> {
  return (engineWorker ??= startWorker(new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" })));
}

/** Returns the training worker. */
export function trainingService(): Remote<TrainingService> {
  return (trainingWorker ??= startTrainingWorker());
}

function startTrainingWorker(): Remote<TrainingService> {
  const service = startWorker<TrainingService>(
    new Worker(new URL("./train/training-worker.ts", import.meta.url), { type: "module" }),
  );
  // A hidden page may be discarded without notice, above all on phones.
  const autosave = (): void => void (document.hidden && service.requestAutosave());
  document.addEventListener("visibilitychange", autosave);
  addEventListener("pagehide", () => void service.requestAutosave());
  return service;
}

/** Returns the worker of the Look inside screen. */
export function exploreEngine(): Remote<ExploreEngine> {
  return (exploreWorker ??= startWorker(
    new Worker(new URL("./explore/explore-worker.ts", import.meta.url), { type: "module" }),
  ));
}

/** Returns the worker of the course's "see inside" components. */
export function insideEngine(): Remote<InsideEngine> {
  return (insideWorker ??= startWorker(
    new Worker(new URL("./learn/inside-worker.ts", import.meta.url), { type: "module" }),
  ));
}

function startWorker<Tools>(worker: Worker): Remote<Tools> {
  const device = new URLSearchParams(location.search).get("device");
  const init: InitMessage = {
    base: pageUrl,
    ...((device === "webgpu" || device === "onnx") && { prefer: device }),
  };
  worker.postMessage(init, []);
  return wrap(worker) as unknown as Remote<Tools>;
}
