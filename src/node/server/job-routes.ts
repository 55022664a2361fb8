import { Hono } from "hono";
import { z } from "zod";
import { join } from "node:path";
import { readLog } from "../../checkpoint/index.ts";
import { builtinNames } from "../../dataset/index.ts";
import type { Files } from "../../host.ts";
import { listMoments, readMoment } from "../../run/index.ts";
import { jobSchema, newJobSchema } from "../../wire/index.ts";
import type { JobQueue } from "./job-queue.ts";
import type { PictureDesk } from "./picture-desk.ts";
import { atMost, readJson, readPart } from "./read-request.ts";
import { unknownThing } from "./refusal.ts";
import type { RunCatalog } from "./run-catalog.ts";

/** See {@link jobRoutes}. */
export interface JobRoutesOptions {
  readonly queue: JobQueue;
  readonly desk: PictureDesk;
  readonly catalog: RunCatalog;
  readonly files: Files;
  readonly workspace: string;
}

const id = jobSchema.shape.id;
const picture = z.string().regex(/^\d{1,15}\.png$/);

/** `api/jobs`: trainings. Their log and moments are told of every other run as well. */
export function jobRoutes({ queue, desk, catalog, files, workspace }: JobRoutesOptions): Hono {
  const app = new Hono();
  /** The folder of a training or of another run that is shown; never made of what came in. */
  const folderOf = async (name: string): Promise<string> => {
    const job = queue.find(name);
    if (job) return join(workspace, "runs", job.id);
    const run = await catalog.find(name);
    if (!run) throw unknownThing("job", { ja: "学習", en: "a training" });
    return run.path;
  };

  app.get("/", (context) => context.json(queue.list()));

  app.post("/", atMost(0.1), async (context) => {
    const plan = await readJson(context, newJobSchema);
    const isBuiltin = builtinNames.some((name) => name === plan.source);
    if (!isBuiltin && !(await desk.list()).some((one) => one.id === plan.source))
      throw unknownThing("source", { ja: "絵", en: "a set of pictures" });
    return context.json(await queue.add(plan), 201);
  });

  for (const deed of ["pause", "resume", "stop"] as const)
    app.post(`/:id/${deed}`, async (context) => context.json(await queue[deed](readPart(context, "id", id))));

  app.get("/:id/log", async (context) =>
    context.json(await readLog(files, await folderOf(readPart(context, "id", id)))),
  );

  app.get("/:id/moments", async (context) =>
    context.json(await listMoments(files, await folderOf(readPart(context, "id", id)))),
  );

  app.get("/:id/moments/:picture", async (context) => {
    const folder = await folderOf(readPart(context, "id", id));
    const name = readPart(context, "picture", picture);
    const bytes = await readMoment(files, folder, Number(name.slice(0, -".png".length)));
    if (!bytes) throw unknownThing("moments", { ja: "絵", en: "a picture" });
    context.header("Cache-Control", "no-cache");
    return context.body(bytes as Uint8Array<ArrayBuffer>, 200, { "Content-Type": "image/png" });
  });
  return app;
}
