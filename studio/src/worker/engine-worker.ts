/** Drawing worker: computes off the main thread, so that the page stays responsive. */
import { createEngine } from "./engine.ts";
import { exposeWorker } from "./expose-worker.ts";

exposeWorker(createEngine);
