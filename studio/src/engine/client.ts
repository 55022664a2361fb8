/** The page's side of the worker. */
import { wrap } from "comlink";
import type { Engine } from "./engine.ts";
import type { LookEngine } from "./look-engine.ts";
import type { Beginning } from "./serve.ts";
import type { Training } from "./train.ts";

/** The address of the page's folder. */
export const pageFolder = new URL("./", document.baseURI).href;

/** The same functions from afar: all of them give promises. A function among the arguments has to be in a `proxy`. */
export type Distant<Near> = {
  readonly [Name in keyof Near]: Near[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : Distant<Near[Name]>;
};

let started: Distant<Engine> | undefined;
let training: Distant<Training> | undefined;
let looking: Distant<LookEngine> | undefined;

/** The worker; it starts when it is first needed. `?device=webgpu` or `onnx` in the page's address chooses. */
export function engine(): Distant<Engine> {
  return (started ??= begin(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" })));
}

/** The second worker, which trains. */
export function trainer(): Distant<Training> {
  return (training ??= beginTraining());
}

function beginTraining(): Distant<Training> {
  const trainer = begin<Training>(new Worker(new URL("./train-worker.ts", import.meta.url), { type: "module" }));
  // A hidden page may be ended without a word, above all on phones.
  const keep = (): void => void (document.hidden && trainer.keepNow());
  document.addEventListener("visibilitychange", keep);
  addEventListener("pagehide", () => void trainer.keepNow());
  return trainer;
}

/** The third worker, which looks inside of models. */
export function lookEngine(): Distant<LookEngine> {
  return (looking ??= begin(new Worker(new URL("./look-worker.ts", import.meta.url), { type: "module" })));
}

function begin<Tools>(worker: Worker): Distant<Tools> {
  const device = new URLSearchParams(location.search).get("device");
  const beginning: Beginning = {
    base: pageFolder,
    ...((device === "webgpu" || device === "onnx") && { prefer: device }),
  };
  worker.postMessage(beginning, []);
  return wrap(worker) as unknown as Distant<Tools>;
}
