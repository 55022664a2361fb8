/** Training worker, apart from the drawing worker: drawing stays responsive, and training code loads only here. */
import { exposeWorker } from "../expose-worker.ts";
import { createTrainingService } from "./training-service.ts";

exposeWorker(createTrainingService);
