import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { OmakaseError, type Language } from "../../error.ts";
import { nodeFiles } from "../files.ts";
import { lockFolder } from "../lock-folder.ts";
import { createReconnector, type ReconnectorOptions } from "./reconnector.ts";
import { createJobTable, type JobTable } from "./job-table.ts";
import { openDatabase } from "./open-database.ts";
import { createUploadTable, type UploadTable } from "./upload-table.ts";
import { createRatingTable, type RatingTable } from "./rating-table.ts";
import { nodeText } from "../../text/index.ts";

/** Storage of a studio. */
export interface StudioStorage {
  readonly ratings: RatingTable;
  readonly jobs: JobTable;
  readonly uploads: UploadTable;
  /** Shortens the timeout of a server, s; undefined restores the default. See `Reconnector`. */
  hurry(seconds: number | undefined): void;
  close(): Promise<void>;
}

/** Options of {@link openStorage}. */
export interface StorageOptions extends Pick<ReconnectorOptions, "onDisconnect" | "onReconnect"> {
  /** The studio's own folder in the workspace. */
  readonly folder: string;
  /** URL of a PostgreSQL that replaces the database in the folder. */
  readonly url?: string;
  /** Aborts the opening. */
  readonly signal?: AbortSignal;
  /** Language of the message with which this process ends when another one takes the workspace. Default `en`. */
  readonly language?: Language;
}

/** Timeouts of slow methods, s. */
const timeouts: Readonly<Record<string, number>> = { addAll: 60 } satisfies Partial<Record<keyof RatingTable, number>>;

/**
 * Opens the storage of a studio and locks its folder for this process. When the database is lost later, every method
 * throws a `DatabaseUnavailableError` until it is back.
 *
 * @throws OmakaseError `source` when another studio has the workspace open, or the database does not open.
 */
export async function openStorage({
  folder,
  url,
  language,
  signal,
  onDisconnect,
  onReconnect,
}: StorageOptions): Promise<StudioStorage> {
  const lock = await lockFolder(folder, workspaceLockedError, { language });
  try {
    const workspace = await workspaceId(folder);
    const { database, close } = await openDatabase({ folder: join(folder, "database"), url, signal });
    const probeQuery = () => database.execute("select 1");
    const reconnector = createReconnector({ isEmbedded: url === undefined, probeQuery, onDisconnect, onReconnect });
    const withReconnect = <Table extends object>(table: Table): Table => {
      const methods = Object.entries(table) as [string, (...given: unknown[]) => Promise<unknown>][];
      const asking = methods.map(([name, method]) => [
        name,
        (...given: unknown[]) => reconnector.run(() => method(...given), timeouts[name]),
      ]);
      return Object.fromEntries(asking) as Table;
    };
    return {
      ratings: withReconnect(createRatingTable(database)),
      jobs: withReconnect(createJobTable(database, workspace)),
      uploads: withReconnect(createUploadTable(database, workspace)),
      hurry: reconnector.hurry,
      async close() {
        reconnector.close();
        await close().finally(() => lock.release());
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Returns the id of a workspace in a database that several may share; it stays when the workspace moves. */
async function workspaceId(folder: string): Promise<string> {
  const path = join(folder, "workspace");
  const savedId = await readFile(path, "utf8").catch(() => "");
  if (/^[0-9a-f-]{36}$/.test(savedId)) return savedId;
  const newId = randomUUID();
  await nodeFiles.write(path, newId);
  return newId;
}

function workspaceLockedError(folder: string, number: number | undefined): OmakaseError {
  const whose = number === undefined ? "" : ` ${number}`;
  return new OmakaseError("source", { where: folder, ...nodeText.openStorage.workspaceLocked({ whose }) });
}
