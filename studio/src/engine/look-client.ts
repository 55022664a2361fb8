/** The page's side of the worker of Look inside. */
import { wrap } from "comlink";
import { pageFolder, type Distant } from "./client.ts";
import type { LookEngine } from "./look-engine.ts";
import type { Beginning } from "./worker.ts";

let started: Distant<LookEngine> | undefined;

/** The worker; it starts when it is first needed. */
export function lookEngine(): Distant<LookEngine> {
  if (started) return started;
  const device = new URLSearchParams(location.search).get("device");
  const worker = new Worker(new URL("./look-worker.ts", import.meta.url), { type: "module" });
  const beginning: Beginning = {
    base: pageFolder,
    ...((device === "webgpu" || device === "onnx") && { prefer: device }),
  };
  worker.postMessage(beginning, []);
  started = wrap(worker) as unknown as Distant<LookEngine>;
  return started;
}
