import { Hono } from "hono";
import { z } from "zod";
import { basename, isAbsolute, join } from "node:path";
import { readLog } from "../../checkpoint/index.ts";
import { builtinNames } from "../../dataset/index.ts";
import type { Files } from "../../host.ts";
import { listMoments, momentPath } from "../../run/index.ts";
import { jobSchema, leavingRunSchema, moreTimeSchema, newJobSchema, type NewJob } from "../../wire/index.ts";
import { filesWithin } from "./files-within.ts";
import { requireDisk } from "./job-limits.ts";
import type { JobQueue } from "./job-queue.ts";
import type { PictureDesk } from "./picture-desk.ts";
import { readJson, readPart, readQuery } from "./read-request.ts";
import { refusal, unknownThing } from "./refusal.ts";
import type { RunCatalog } from "./run-catalog.ts";
import { sendFile } from "./send-file.ts";

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
  const shelf = join(workspace, "runs");
  /** Gives the folder of a training or of another run that is shown, and the files in it; no path is made of what came in. */
  const openFolder = async (name: string): Promise<{ readonly folder: string; readonly inside: Files }> => {
    const job = queue.find(name);
    if (job) return { folder: join(shelf, job.id), inside: filesWithin(files, shelf) };
    const run = await catalog.find(name);
    if (!run) throw unknownThing("job", { ja: "学習", en: "a training" });
    return { folder: run.path, inside: filesWithin(files, run.path) };
  };

  /** Whether there are the pictures to learn from; a path did not come from a page. */
  const isHere = async ({ source }: NewJob): Promise<boolean> => {
    if (isAbsolute(source)) return (await files.entry(source)) !== undefined;
    return builtinNames.some((name) => name === source) || (await desk.list()).some((one) => one.id === source);
  };

  app.get("/", (context) => context.json(queue.list()));

  app.post("/", async (context) => {
    const plan = await readJson(context, newJobSchema, 0.1);
    if (isAbsolute(plan.source) || !(await isHere(plan)))
      throw unknownThing("source", { ja: "絵", en: "a set of pictures" });
    requireDisk(plan, queue.list(), await desk.list());
    return context.json(await queue.add(plan), 201);
  });

  app.post("/:id/more", async (context) => {
    const name = readPart(context, "id", id);
    const time = await readJson(context, moreTimeSchema, 0.1);
    const job = queue.find(name);
    if (job && !(await isHere(job.plan))) throw sourceGone(job.plan);
    return context.json(await queue.more(name, time));
  });

  app.delete("/:id", async (context) => {
    const name = readPart(context, "id", id);
    const { run = "keep" } = readQuery(context, z.strictObject({ run: leavingRunSchema.optional() }));
    await queue.remove(name, run);
    return context.json({ removed: name });
  });

  for (const deed of ["pause", "resume", "stop"] as const)
    app.post(`/:id/${deed}`, async (context) => context.json(await queue[deed](readPart(context, "id", id))));

  app.get("/:id/log", async (context) => {
    const { folder, inside } = await openFolder(readPart(context, "id", id));
    return context.json(await readLog(inside, folder));
  });

  app.get("/:id/moments", async (context) => {
    const { folder, inside } = await openFolder(readPart(context, "id", id));
    return context.json(await listMoments(inside, folder));
  });

  app.get("/:id/moments/:picture", async (context) => {
    const { folder, inside } = await openFolder(readPart(context, "id", id));
    const name = readPart(context, "picture", picture);
    const path = momentPath(inside, folder, Number(name.slice(0, -".png".length)));
    if ((await inside.size(path)) === undefined) throw unknownThing("moments", { ja: "絵", en: "a picture" });
    context.header("Cache-Control", "no-cache");
    return await sendFile(context, path, "image/png");
  });
  return app;
}

function sourceGone({ source }: NewJob) {
  return refusal(409, {
    where: basename(source),
    expected: { ja: "学習に使った絵", en: "the pictures that it learned from" },
    got: { ja: "もうないもの", en: "some that are gone" },
    remedy: { ja: "絵を入れ直して、新しく学習をはじめてください", en: "Hand them in again and begin a new training" },
  });
}
