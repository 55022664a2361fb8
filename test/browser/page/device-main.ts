/** Offers the calls in the page, and starts a worker that offers them too. */
import { deviceCalls } from "./device-calls.ts";

Object.assign(globalThis, {
  calls: deviceCalls,
  startWorker: () => void new Worker(new URL("./device-worker.ts", import.meta.url), { type: "module" }),
});
