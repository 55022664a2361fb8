import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createSerialQueue } from "../../serial-queue.ts";
import { parseJson } from "../../checkpoint/index.ts";
import type { ErrorParts } from "../../error.ts";
import { claimUploadId, type Upload } from "../../protocol/index.ts";
import { fileError } from "../file-error.ts";
import { makeFolder } from "../make-folder.ts";
import type { UploadTable } from "../database/upload-table.ts";
import type { UploadLimits } from "./upload-limits.ts";
import { httpError, tooLargeError, notFoundError } from "./http-error.ts";
import { nodeText, textSchema, verbatim } from "../../text/index.ts";

/** Store of uploaded training images. */
export interface UploadStore {
  list(): Promise<Upload[]>;
  /** Adds an archive after checking it. */
  add(name: string, archive: AsyncIterable<Uint8Array>): Promise<Upload>;
  remove(id: string): Promise<void>;
  /** Returns the argument of `omakase train`: a path within the workspace. */
  sourcePath(id: string): string;
  /** Returns the path of a PNG with the first images of an upload in a row, 64 px each; it may be missing. */
  examplesPath(id: string): string;
}

/** Options of {@link openUploadStore}. */
export interface UploadStoreOptions {
  readonly table: UploadTable;
  readonly workspace: string;
  /** Folder of archives that wait for their check. */
  readonly incomingFolder: string;
  readonly limits: UploadLimits;
}

const checkProgram = fileURLToPath(new URL("../../../dist/node/server/check-upload.js", import.meta.url));
const checkMemoryMegabytes = 768;
const answerSchema = z.union([
  z.strictObject({ files: z.int().positive(), examples: z.base64().optional() }),
  z.strictObject({
    errorParts: z.strictObject({
      where: z.string(),
      expected: textSchema,
      got: textSchema,
      remedy: textSchema,
      key: z.string().optional(),
    }),
  }),
]);

/**
 * Opens an {@link UploadStore}. An archive stays as it is, in `pictures/<id>/` of the workspace: no name in it ever
 * becomes a path on the disk. A child process with limited memory and time decodes its images.
 */
export async function openUploadStore({
  table,
  workspace,
  incomingFolder,
  limits,
}: UploadStoreOptions): Promise<UploadStore> {
  const folderOf = (id: string) => join(workspace, "pictures", id);
  const archiveOf = (id: string) => join("pictures", id, `${id}.zip`);
  const examplesPath = (id: string) => join(folderOf(id), ".examples.png"); // hidden: it is no image to learn from
  /** File of a folder that the table does not list yet, or soon no longer. */
  const markerOf = (id: string) => join(folderOf(id), ".unlisted");
  await rm(incomingFolder, { recursive: true, force: true }); // left by a killed server
  await removeUnlisted();
  await makeFolder(incomingFolder);

  /** Removes folders that a killed server had not listed yet or not removed yet. Folders of other origin stay. */
  async function removeUnlisted(): Promise<void> {
    const listed = new Set((await table.list()).map(({ id }) => id));
    for (const id of await readdir(join(workspace, "pictures")).catch(() => [])) {
      if (listed.has(id)) await rm(markerOf(id), { force: true });
      else if (existsSync(markerOf(id))) await rm(folderOf(id), { recursive: true, force: true });
      else await rmdir(folderOf(id)).catch(() => undefined); // killed before the marker; only an empty folder goes
    }
  }

  /** Creates the folder of an id; false when there is one. Of two concurrent uploads, each gets another id. */
  async function claim(id: string): Promise<boolean> {
    await makeFolder(join(workspace, "pictures"));
    try {
      await mkdir(folderOf(id));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
  }

  /**
   * Removes a data set that could not be listed. A connection can be lost after the table has it: where the table does not
   * answer, the folder stays, and the next start decides.
   */
  async function unlist(id: string): Promise<void> {
    const isUnlisted = await table.remove(id).then(
      () => true,
      () => false,
    );
    if (isUnlisted || !existsSync(markerOf(id))) await rm(folderOf(id), { recursive: true, force: true });
  }

  let pendingCount = 0;
  const waitingBytes = { now: 0 };
  /** Archives are checked one after the other, to bound memory. */
  const checks = createSerialQueue();
  const requireFreeSet = async () => {
    if ((await table.list()).length >= limits.sets) throw tooManyUploadsError(limits);
  };

  async function keep(name: string, draft: string, bytes: number): Promise<Upload> {
    await requireFreeSet();
    const { files, examples } = await checkArchive(draft, limits);
    const id = await claimUploadId(name, claim);
    const upload = { id, name, files, bytes };
    try {
      await writeFile(markerOf(id), "");
      if (examples !== undefined) await writeFile(examplesPath(id), examples, "base64");
      await rename(draft, join(workspace, archiveOf(id)));
      await table.add(upload);
    } catch (error) {
      await unlist(id);
      throw error;
    }
    await rm(markerOf(id), { force: true }).catch(() => undefined); // the next start removes it
    return upload;
  }

  return {
    list: () => table.list(),
    sourcePath: (id) => archiveOf(id),
    examplesPath,

    async add(name, archive) {
      const draft = join(incomingFolder, `${randomUUID()}.zip`);
      if (pendingCount >= limits.uploads) throw busy();
      pendingCount++;
      let bytes = 0;
      try {
        await requireFreeSet();
        await writeUpload(draft, archive, (more) => {
          if (bytes + more > limits.archiveBytes) throw tooLarge(limits);
          if (waitingBytes.now + more > limits.waitingBytes) throw busy();
          bytes += more;
          waitingBytes.now += more;
        });
        return await checks.run(() => keep(name, draft, bytes));
      } finally {
        pendingCount--;
        waitingBytes.now -= bytes;
        await rm(draft, { force: true });
      }
    },

    async remove(id) {
      if (!(await table.list()).some((one) => one.id === id))
        throw notFoundError("pictures", nodeText.uploadStore.upload);
      await writeFile(markerOf(id), "").catch(() => undefined); // a full disk, or a folder that is gone
      await table.remove(id).catch(async (error: unknown) => {
        await rm(markerOf(id), { force: true });
        throw error;
      });
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}

/** Writes an upload; `allow` throws beyond the limit. */
async function writeUpload(
  path: string,
  parts: AsyncIterable<Uint8Array>,
  allow: (bytes: number) => void,
): Promise<void> {
  const file = await open(path, "wx");
  try {
    for await (const part of parts) {
      allow(part.length);
      await file.write(part);
    }
    await file.sync();
  } catch (error) {
    throw fileError(error, "pictures", "write"); // a full disk
  } finally {
    await file.close();
  }
}

/** Returns the number of usable images in an archive, and its first images as a PNG in base64. */
async function checkArchive(
  path: string,
  limits: UploadLimits,
): Promise<{ readonly files: number; readonly examples?: string }> {
  const words = [`--max-old-space-size=${checkMemoryMegabytes}`, checkProgram, path, JSON.stringify(limits)];
  const options = { timeout: limits.seconds * 1000, killSignal: "SIGKILL", maxBuffer: 1e6, windowsHide: true } as const;
  const stdoutText = await new Promise<string>((done) => {
    execFile(process.execPath, words, options, (_, stdout) => done(stdout));
  });
  const answer = answerSchema.safeParse(parseJson(stdoutText));
  if (!answer.success) throw httpError(400, uncheckableError(limits));
  if ("files" in answer.data) return answer.data;
  throw httpError(400, answer.data.errorParts);
}

function tooManyUploadsError({ sets }: UploadLimits) {
  return httpError(409, { where: "", ...nodeText.uploadStore.tooManyUploads({ sets }) });
}

function tooLarge({ archiveBytes }: UploadLimits) {
  const text = `${Math.round(archiveBytes / 1e6)} MB`;
  return tooLargeError("pictures", verbatim(text));
}

function busy() {
  return httpError(503, { where: "", ...nodeText.uploadStore.busy });
}

function uncheckableError({ seconds }: UploadLimits): ErrorParts {
  return { where: "", ...nodeText.uploadStore.uncheckable({ seconds }) };
}
