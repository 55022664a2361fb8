/** The worker that trains: a second one, so that drawing stays quick, and what training needs is fetched only for it. */
import { exposeWorker } from "../expose-worker.ts";
import { createTrainingService } from "./training-service.ts";

exposeWorker(createTrainingService);
