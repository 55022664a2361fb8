/** The worker: all that computes does so here, so that the page stays quick. */
import { createEngine } from "./engine.ts";
import { exposeWorker } from "./expose-worker.ts";

exposeWorker(createEngine);
