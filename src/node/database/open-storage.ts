import { randomUUID } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeFiles } from "../files.ts";
import { jobTable, type JobTable } from "./job-table.ts";
import { lockFolder } from "./lock-folder.ts";
import { openDatabase } from "./open-database.ts";
import { pictureTable, type PictureTable } from "./picture-table.ts";
import { ratingTable, type RatingTable } from "./rating-table.ts";

/** What a studio keeps. */
export interface Storage {
  readonly ratings: RatingTable;
  readonly jobs: JobTable;
  readonly pictures: PictureTable;
  close(): Promise<void>;
}

/** See {@link openStorage}. */
export interface StoragePlace {
  /** The studio's own folder in the workspace. */
  readonly folder: string;
  /** A PostgreSQL in place of the database in the folder. */
  readonly url?: string;
}

/**
 * Opens what a studio keeps, and takes its folder for this process.
 *
 * @throws OmakaseError `source` when another studio has the workspace open, or the database does not open.
 */
export async function openStorage({ folder, url }: StoragePlace): Promise<Storage> {
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(folder);
  try {
    const workspace = await workspaceName(folder);
    const { database, close } = await openDatabase({ folder: join(folder, "database"), url });
    return {
      ratings: ratingTable(database),
      jobs: jobTable(database, workspace),
      pictures: pictureTable(database, workspace),
      async close() {
        await close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What a workspace is called in a database that several may share; it keeps it when it is moved. */
async function workspaceName(folder: string): Promise<string> {
  const path = join(folder, "workspace");
  const known = await readFile(path, "utf8").catch(() => "");
  if (/^[0-9a-f-]{36}$/.test(known)) return known;
  const fresh = randomUUID();
  await nodeFiles.write(path, fresh);
  return fresh;
}
