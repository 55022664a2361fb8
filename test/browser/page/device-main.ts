/** Calls in the page itself, and a worker that has them too. */
import { deviceCalls } from "./device-calls.ts";

Object.assign(globalThis, {
  calls: deviceCalls,
  startWorker: () => void new Worker(new URL("./device-worker.ts", import.meta.url), { type: "module" }),
});
