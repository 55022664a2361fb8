/** The worker of Look inside. */
import { createExploreEngine } from "./explore-engine.ts";
import { exposeWorker } from "../expose-worker.ts";

exposeWorker(createExploreEngine);
