import { Hono } from "hono";
import { z } from "zod";
import { handedInSchema, type Job } from "../../wire/index.ts";
import { formArchive, notPictures } from "./form-archive.ts";
import type { PictureDesk } from "./picture-desk.ts";
import { formMegabytes, pictureLimits } from "./picture-limits.ts";
import { readPart, readQuery } from "./read-request.ts";
import { refusal } from "./refusal.ts";
import { bodyParts } from "./request-body.ts";

/** `api/pictures`: pictures to learn from. */
export function pictureRoutes(desk: PictureDesk, jobs: () => readonly Job[]): Hono {
  const app = new Hono();
  app.get("/", async (context) => context.json(await desk.list()));

  app.post("/", async (context) => {
    const { name } = readQuery(context, z.strictObject({ name: handedInSchema.shape.name }));
    const type = context.req.header("Content-Type") ?? "";
    if (/^multipart\/form-data\b/i.test(type)) {
      const form = bodyParts(context, formMegabytes * 1e6);
      return context.json(await desk.take(name, formArchive(type, form)), 201);
    }
    if (!/^application\/(zip|x-zip-compressed|octet-stream)\b/i.test(type)) throw notPictures(type);
    return context.json(await desk.take(name, bodyParts(context, pictureLimits.archiveBytes)), 201);
  });

  app.delete("/:id", async (context) => {
    const id = readPart(context, "id", handedInSchema.shape.id);
    const user = jobs().find(({ plan, state }) => plan.source === id && state !== "done" && state !== "failed");
    if (user) throw inUse(id, user);
    await desk.remove(id);
    return context.json({ removed: id });
  });
  return app;
}

function inUse(where: string, { id }: Job) {
  return refusal(409, {
    where,
    expected: { ja: "学習に使っていない絵", en: "pictures that no training uses" },
    got: { ja: `学習 ${id} が使うもの`, en: `some that the training ${id} uses` },
    remedy: { ja: "その学習を終えてから消してください", en: "End that training first" },
  });
}
