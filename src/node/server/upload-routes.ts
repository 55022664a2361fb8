import { existsSync } from "node:fs";
import { Hono } from "hono";
import { z } from "zod";
import { uploadSchema, type TrainingJob } from "../../protocol/index.ts";
import { formArchive, notPictures } from "./form-archive.ts";
import type { UploadStore } from "./upload-store.ts";
import { maxFormMegabytes, uploadLimits } from "./upload-limits.ts";
import { readParameter, readQuery } from "./read-request.ts";
import { httpError, notFoundError } from "./http-error.ts";
import { bodyParts } from "./request-body.ts";
import { sendFile } from "./send-file.ts";
import { nodeText } from "../../text/index.ts";

/** Creates the routes `api/pictures`: uploaded training images. */
export function uploadRoutes(uploads: UploadStore, jobs: () => readonly TrainingJob[]): Hono {
  const app = new Hono();
  app.get("/", async (context) => context.json(await uploads.list()));

  app.post("/", async (context) => {
    const { name } = readQuery(context, z.strictObject({ name: uploadSchema.shape.name }));
    const type = context.req.header("Content-Type") ?? "";
    if (/^multipart\/form-data\b/i.test(type)) {
      const form = bodyParts(context, maxFormMegabytes * 1e6);
      return context.json(await uploads.add(name, formArchive(type, form)), 201);
    }
    if (!/^application\/(zip|x-zip-compressed|octet-stream)\b/i.test(type)) throw notPictures(type);
    return context.json(await uploads.add(name, bodyParts(context, uploadLimits.archiveBytes)), 201);
  });

  app.get("/:id/examples.png", async (context) => {
    const id = readParameter(context, "id", uploadSchema.shape.id);
    const path = uploads.examplesPath(id);
    if (!(await uploads.list()).some((one) => one.id === id) || !existsSync(path))
      throw notFoundError("pictures", nodeText.uploadStore.upload);
    return await sendFile(context, path, "image/png");
  });

  app.delete("/:id", async (context) => {
    const id = readParameter(context, "id", uploadSchema.shape.id);
    const user = jobs().find(({ plan, state }) => plan.source === id && state !== "done" && state !== "failed");
    if (user) throw uploadInUseError(id, user);
    await uploads.remove(id);
    return context.json({ removed: id });
  });
  return app;
}

function uploadInUseError(where: string, { id }: TrainingJob) {
  return httpError(409, { where, ...nodeText.uploadRoutes.uploadInUse({ id }) });
}
