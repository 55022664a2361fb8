import { Hono } from "hono";
import { zipSync } from "fflate";
import { z } from "zod";
import { handedInSchema, type Job } from "../../wire/index.ts";
import type { PictureDesk } from "./picture-desk.ts";
import { formMegabytes, pictureLimits } from "./picture-limits.ts";
import { atMost, readPart, readQuery } from "./read-request.ts";
import { refusal, tooMuch } from "./refusal.ts";

/** `api/pictures`: pictures to learn from. */
export function pictureRoutes(desk: PictureDesk, jobs: () => readonly Job[]): Hono {
  const app = new Hono();
  app.get("/", async (context) => context.json(await desk.list()));

  app.post("/", async (context) => {
    const { name } = readQuery(context, z.strictObject({ name: handedInSchema.shape.name }));
    const type = context.req.header("Content-Type") ?? "";
    if (/^multipart\/form-data\b/i.test(type)) {
      let archive: Uint8Array | undefined;
      await atMost(formMegabytes)(context, async () => {
        const form = await context.req.formData().catch(() => undefined);
        if (!form) throw notPictures(type);
        archive = await zipOf(form);
      });
      return context.json(await desk.take(name, one(archive!)), 201);
    }
    if (!/^application\/(zip|x-zip-compressed|octet-stream)\b/i.test(type)) throw notPictures(type);
    const body = context.req.raw.body;
    return context.json(await desk.take(name, body ? partsOf(body) : one(new Uint8Array())), 201);
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

/** Files as an archive, unpacked: their names stay names in it. */
async function zipOf(form: FormData): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  const numbers = new Map<string, number>(); // so that a thousand files of one name take no longer than others
  let count = 0;
  for (const [, file] of form) {
    if (typeof file === "string") continue;
    if (++count > pictureLimits.files) throw tooMany();
    const name = nameIn(file.name);
    let free = name;
    for (let number = numbers.get(name) ?? 1; free in files; free = name.replace(/(\.\w+)?$/, `-${number}$1`))
      numbers.set(name, ++number);
    files[free] = new Uint8Array(await file.arrayBuffer());
  }
  return zipSync(files, { level: 0 });
}

/** A path as it may stand in an archive: it leads nowhere else, and is not too long to be written. */
function nameIn(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => !/^(|\.|\.\.|[a-z]:|__proto__)$/i.test(part));
  const short = parts.slice(-20).map((part) => part.slice(-200));
  return short.join("/") || "picture";
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function tooMany() {
  const { files } = pictureLimits;
  return tooMuch("pictures", { ja: `${files} 個のファイル`, en: `${files} files` });
}

function notPictures(type: string) {
  return refusal(415, {
    where: "pictures",
    expected: { ja: "ZIP か画像ファイル", en: "an archive or pictures" },
    got: { ja: `「${type.slice(0, 100)}」`, en: `"${type.slice(0, 100)}"` },
    remedy: { ja: "ZIP か、画像ファイルを選んでください", en: "Choose a ZIP archive, or pictures" },
  });
}

function inUse(where: string, { id }: Job) {
  return refusal(409, {
    where,
    expected: { ja: "学習に使っていない絵", en: "pictures that no training uses" },
    got: { ja: `学習 ${id} が使うもの`, en: `some that the training ${id} uses` },
    remedy: { ja: "その学習を終えてから消してください", en: "End that training first" },
  });
}
