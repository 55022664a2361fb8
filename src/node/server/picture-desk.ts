import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseJson } from "../../checkpoint/index.ts";
import { builtinNames } from "../../dataset/index.ts";
import type { Complaint } from "../../error.ts";
import { textSchema, type HandedIn } from "../../wire/index.ts";
import { fileError } from "../file-error.ts";
import { makeFolder } from "../make-folder.ts";
import type { PictureTable } from "../database/picture-table.ts";
import type { PictureLimits } from "./picture-limits.ts";
import { refusal, tooMuch, unknownThing } from "./refusal.ts";

/** Takes in pictures to learn from. */
export interface PictureDesk {
  list(): Promise<HandedIn[]>;
  /** Takes in an archive, once it was looked into. */
  take(name: string, archive: AsyncIterable<Uint8Array>): Promise<HandedIn>;
  remove(id: string): Promise<void>;
  /** What `omakase train` is told to learn from them: a path within the workspace. */
  sourceOf(id: string): string;
}

/** See {@link pictureDesk}. */
export interface PictureDeskOptions {
  readonly table: PictureTable;
  readonly workspace: string;
  /** Where archives wait until they were looked into. */
  readonly waiting: string;
  readonly limits: PictureLimits;
}

const program = fileURLToPath(new URL("../../../dist/node/server/check-pictures.js", import.meta.url));
const memory = 768;
const answerSchema = z.union([
  z.strictObject({ files: z.int().positive() }),
  z.strictObject({
    complaint: z.strictObject({ where: z.string(), expected: textSchema, got: textSchema, remedy: textSchema }),
  }),
]);

/**
 * See {@link PictureDesk}. An archive stays as it is, in `pictures/<id>/` of the workspace: no name in it ever becomes a
 * path on the disk. Its pictures are decoded by a process of its own, with little memory and time.
 */
export async function pictureDesk({ table, workspace, waiting, limits }: PictureDeskOptions): Promise<PictureDesk> {
  const folderOf = (id: string) => join(workspace, "pictures", id);
  const archiveOf = (id: string) => join("pictures", id, `${id}.zip`);
  await rm(waiting, { recursive: true, force: true }); // of a server that was killed
  await makeFolder(waiting);

  /** An id that says something and is free. The folder is made at once: of two that want a name, one gets it. */
  async function freeId(name: string): Promise<string> {
    const plain = name.replace(/\.zip$/i, "").normalize("NFKD");
    const wanted =
      plain
        .replace(/[^\w-]+/g, "-")
        .replace(/^[-_]+|[-_]+$/g, "")
        .slice(0, 40)
        .toLowerCase() || "pictures";
    await makeFolder(join(workspace, "pictures"));
    for (let number = 1; ; number++) {
      const id = number === 1 ? wanted : `${wanted}-${number}`;
      if (builtinNames.some((builtin) => builtin === id)) continue;
      try {
        await mkdir(folderOf(id));
        return id;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  let coming = 0;
  /** Archives are looked into one after the other: together they would need much memory. */
  let turn: Promise<unknown> = Promise.resolve();

  return {
    list: () => table.list(),
    sourceOf: (id) => archiveOf(id),

    async take(name, archive) {
      const draft = join(waiting, `${randomUUID()}.zip`);
      coming++;
      try {
        if ((await table.list()).length + coming > limits.sets) throw tooMany(limits);
        const bytes = await write(draft, archive, limits.archiveBytes);
        const looking = turn.then(() => lookInto(draft, limits));
        turn = looking.catch(() => undefined);
        const files = await looking;
        const id = await freeId(name);
        const handedIn = { id, name, files, bytes };
        try {
          await rename(draft, join(workspace, archiveOf(id)));
          await table.add(handedIn);
        } catch (error) {
          await rm(folderOf(id), { recursive: true, force: true }); // of what nobody would see
          throw error;
        }
        return handedIn;
      } finally {
        coming--;
        await rm(draft, { force: true });
      }
    },

    async remove(id) {
      if (!(await table.list()).some((one) => one.id === id))
        throw unknownThing("pictures", { ja: "絵", en: "a set of pictures" });
      await table.remove(id);
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}

/** Writes what comes, as long as it is not too much. */
async function write(path: string, parts: AsyncIterable<Uint8Array>, most: number): Promise<number> {
  const file = await open(path, "wx");
  let bytes = 0;
  try {
    for await (const part of parts) {
      bytes += part.length;
      const megabytes = `${Math.round(most / 1e6)} MB`;
      if (bytes > most) throw tooMuch("pictures", { ja: megabytes, en: megabytes });
      await file.write(part);
    }
    await file.sync();
  } catch (error) {
    throw fileError(error, "pictures", "write"); // a full disk
  } finally {
    await file.close();
  }
  return bytes;
}

/** How many pictures of an archive can be used. */
async function lookInto(path: string, limits: PictureLimits): Promise<number> {
  const words = [`--max-old-space-size=${memory}`, program, path, JSON.stringify(limits)];
  const options = { timeout: limits.seconds * 1000, killSignal: "SIGKILL", maxBuffer: 1e6, windowsHide: true } as const;
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, words, options, (_, stdout) => done(stdout));
  });
  const answer = answerSchema.safeParse(parseJson(said));
  if (!answer.success) throw refusal(400, unfathomable(limits));
  if ("files" in answer.data) return answer.data.files;
  throw refusal(400, answer.data.complaint);
}

function tooMany({ sets }: PictureLimits) {
  return refusal(409, {
    where: "pictures",
    expected: { ja: `${sets} 組までの絵`, en: `at most ${sets} sets of pictures` },
    got: { ja: "さらに 1 組", en: "one more" },
    remedy: { ja: "使わなくなったものを消してください", en: "Remove some that are no longer used" },
  });
}

function unfathomable({ seconds }: PictureLimits): Complaint {
  return {
    where: "pictures",
    expected: { ja: `${seconds} 秒で調べられる画像`, en: `pictures that can be looked at in ${seconds} seconds` },
    got: { ja: "調べている途中で時間かメモリーが尽きたもの", en: "some that took more time or memory than there is" },
    remedy: { ja: "少なくするか、小さくしてから送ってください", en: "Send fewer of them, or smaller ones" },
  };
}
