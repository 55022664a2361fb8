/** Worker of the Look inside screen. */
import { createExploreEngine } from "./explore-engine.ts";
import { exposeWorker } from "../expose-worker.ts";

exposeWorker(createExploreEngine);
