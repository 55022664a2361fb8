import { Hono } from "hono";
import { z } from "zod";
import { basename, isAbsolute, join } from "node:path";
import { readLog } from "../../checkpoint/index.ts";
import { isBuiltinDataset } from "../../dataset/index.ts";
import type { Files } from "../../host.ts";
import { listLayers, listSampleSheets, openPackedRun, readRunLayers, sampleSheetPath } from "../../run/index.ts";
import {
  trainingJobSchema,
  removalModeSchema,
  extendRequestSchema,
  trainingJobRequestSchema,
  type TrainingJobRequest,
} from "../../protocol/index.ts";
import { filesWithin } from "./files-within.ts";
import { requireDisk, requireMemory } from "./job-limits.ts";
import type { JobQueue } from "./job-queue.ts";
import type { UploadStore } from "./upload-store.ts";
import { readJson, readParameter, readQuery } from "./read-request.ts";
import { httpError, notFoundError } from "./http-error.ts";
import type { RunCatalog } from "./run-catalog.ts";
import { sendFile } from "./send-file.ts";
import { nodeText } from "../../text/index.ts";

/** Options of {@link jobRoutes}. */
export interface JobRoutesOptions {
  readonly queue: JobQueue;
  readonly uploads: UploadStore;
  readonly catalog: RunCatalog;
  readonly files: Files;
  readonly workspace: string;
}

const jobId = trainingJobSchema.shape.id;
const sheetFileName = z.string().regex(/^(\d{1,15}|originals)\.png$/);

/** Creates the routes `api/jobs`: trainings. Log, layers and samples are available for every other run as well. */
export function jobRoutes({ queue, uploads, catalog, files, workspace }: JobRoutesOptions): Hono {
  const app = new Hono();
  const runsFolder = join(workspace, "runs");
  /** Returns the folder of a training or of another listed run, and its files; no request text becomes a path. */
  const openFolder = async (name: string): Promise<{ readonly folder: string; readonly inside: Files }> => {
    const job = queue.find(name);
    if (job) return { folder: join(runsFolder, job.id), inside: filesWithin(files, runsFolder) };
    const run = await catalog.find(name);
    if (!run) throw notFoundError("job", nodeText.jobRoutes.training);
    return { folder: run.path, inside: filesWithin(files, run.path) };
  };

  /** Returns whether the training images exist; a path in a request from a page is rejected. */
  const sourceExists = async ({ source }: TrainingJobRequest): Promise<boolean> => {
    if (isAbsolute(source)) return (await files.stat(source)) !== undefined;
    return isBuiltinDataset(source) || (await uploads.list()).some((one) => one.id === source);
  };

  app.get("/", (context) => context.json(queue.list()));

  app.post("/", async (context) => {
    const plan = await readJson(context, trainingJobRequestSchema, 0.1);
    if (isAbsolute(plan.source) || !(await sourceExists(plan)))
      throw notFoundError("source", nodeText.jobRoutes.upload);
    requireMemory(plan);
    requireDisk(plan, queue.list(), await uploads.list());
    return context.json(await queue.add(plan), 201);
  });

  app.post("/:id/extend", async (context) => {
    const name = readParameter(context, "id", jobId);
    const time = await readJson(context, extendRequestSchema, 0.1);
    const job = queue.find(name);
    if (job && !(await sourceExists(job.plan))) throw sourceMissingError(job.plan);
    return context.json(await queue.extend(name, time));
  });

  app.delete("/:id", async (context) => {
    const name = readParameter(context, "id", jobId);
    const { run = "keep" } = readQuery(context, z.strictObject({ run: removalModeSchema.optional() }));
    await queue.remove(name, run);
    return context.json({ removed: name });
  });

  for (const action of ["pause", "resume", "stop"] as const)
    app.post(`/:id/${action}`, async (context) =>
      context.json(await queue[action](readParameter(context, "id", jobId))),
    );

  app.get("/:id/log", async (context) => {
    const { folder, inside } = await openFolder(readParameter(context, "id", jobId));
    return context.json(await readLog(inside, folder));
  });

  app.get("/:id/layers", async (context) => {
    const { folder, inside } = await openFolder(readParameter(context, "id", jobId));
    const isPacked = (await inside.size(folder)) !== undefined; // a model that comes along
    const layers = isPacked
      ? listLayers((await openPackedRun(await inside.read(folder), folder)).config)
      : await readRunLayers(inside, folder);
    return context.json(layers);
  });

  app.get("/:id/samples", async (context) => {
    const { folder, inside } = await openFolder(readParameter(context, "id", jobId));
    return context.json(await listSampleSheets(inside, folder));
  });

  app.get("/:id/samples/:picture", async (context) => {
    const { folder, inside } = await openFolder(readParameter(context, "id", jobId));
    const name = readParameter(context, "picture", sheetFileName).slice(0, -".png".length);
    const path = sampleSheetPath(inside, folder, name === "originals" ? name : Number(name));
    if ((await inside.size(path)) === undefined) throw notFoundError("samples", nodeText.jobRoutes.picture);
    context.header("Cache-Control", "no-cache");
    return await sendFile(context, path, "image/png");
  });
  return app;
}

function sourceMissingError({ source }: TrainingJobRequest) {
  return httpError(409, { where: basename(source), ...nodeText.jobRoutes.sourceMissing });
}
