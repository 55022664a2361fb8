/** Offers the calls in the page, and starts a worker that offers them too. */
import { hostCalls } from "./host-calls.ts";

let worker: Worker | undefined;
Object.assign(globalThis, {
  calls: hostCalls,
  startWorker() {
    worker = new Worker(new URL("./host-worker.ts", import.meta.url), { type: "module" });
  },
  endWorker: () => worker?.terminate(),
});
