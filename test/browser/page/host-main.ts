/** Calls in the page itself; `startWorker` makes a worker that has them too. */
import { hostCalls } from "./host-calls.ts";

Object.assign(globalThis, {
  calls: hostCalls,
  startWorker: () => void new Worker(new URL("./host-worker.ts", import.meta.url), { type: "module" }),
});
