/** Worker of the course's "see inside" components. */
import { exposeWorker } from "../expose-worker.ts";
import { createInsideEngine } from "./inside-engine.ts";

exposeWorker(createInsideEngine);
