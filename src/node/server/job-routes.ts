import { Hono } from "hono";
import { z } from "zod";
import { basename, isAbsolute, join } from "node:path";
import { readLog } from "../../checkpoint/index.ts";
import { builtinNames } from "../../dataset/index.ts";
import type { Files } from "../../host.ts";
import { listMoments, readMoment } from "../../run/index.ts";
import { jobSchema, leavingRunSchema, moreTimeSchema, newJobSchema, type NewJob } from "../../wire/index.ts";
import type { JobQueue } from "./job-queue.ts";
import type { PictureDesk } from "./picture-desk.ts";
import { atMost, readJson, readPart, readQuery } from "./read-request.ts";
import { refusal, unknownThing } from "./refusal.ts";
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

  /** Whether there are the pictures to learn from; a path did not come from a page. */
  const isHere = async ({ source }: NewJob): Promise<boolean> => {
    if (isAbsolute(source)) return (await files.entry(source)) !== undefined;
    return builtinNames.some((name) => name === source) || (await desk.list()).some((one) => one.id === source);
  };

  app.get("/", (context) => context.json(queue.list()));

  app.post("/", atMost(0.1), async (context) => {
    const plan = await readJson(context, newJobSchema);
    if (isAbsolute(plan.source) || !(await isHere(plan)))
      throw unknownThing("source", { ja: "絵", en: "a set of pictures" });
    return context.json(await queue.add(plan), 201);
  });

  app.post("/:id/more", atMost(0.1), async (context) => {
    const name = readPart(context, "id", id);
    const time = await readJson(context, moreTimeSchema);
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

function sourceGone({ source }: NewJob) {
  return refusal(409, {
    where: basename(source),
    expected: { ja: "学習に使った絵", en: "the pictures that it learned from" },
    got: { ja: "もうないもの", en: "some that are gone" },
    remedy: { ja: "絵を入れ直して、新しく学習をはじめてください", en: "Hand them in again and begin a new training" },
  });
}
