import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { OmakaseError, type Language } from "../../error.ts";
import { nodeFiles } from "../files.ts";
import { lockFolder } from "../lock-folder.ts";
import { attend, type AttendOptions } from "./attend.ts";
import { jobTable, type JobTable } from "./job-table.ts";
import { openDatabase } from "./open-database.ts";
import { pictureTable, type PictureTable } from "./picture-table.ts";
import { ratingTable, type RatingTable } from "./rating-table.ts";

/** What a studio keeps. */
export interface Storage {
  readonly ratings: RatingTable;
  readonly jobs: JobTable;
  readonly pictures: PictureTable;
  /** Shortens the time that a server may think, seconds; undefined: the usual one again. See `Attendant`. */
  hurry(seconds: number | undefined): void;
  close(): Promise<void>;
}

/** See {@link openStorage}. */
export interface StoragePlace extends Pick<AttendOptions, "onAway" | "onBack"> {
  /** The studio's own folder in the workspace. */
  readonly folder: string;
  /** A PostgreSQL in place of the database in the folder. */
  readonly url?: string;
  /** Gives up the opening. */
  readonly signal?: AbortSignal;
  /** Of the sentence that this process ends with when another one took the workspace. Default `en`. */
  readonly language?: Language;
}

/** How long a server may think about what takes its time, seconds. The largest import takes less. */
const patience: Readonly<Record<string, number>> = { addAll: 60 };

/**
 * Opens what a studio keeps, and takes its folder for this process. A database that is lost later makes every method
 * throw a `DatabaseAway`, until it is back.
 *
 * @throws OmakaseError `source` when another studio has the workspace open, or the database does not open.
 */
export async function openStorage({ folder, url, language, signal, onAway, onBack }: StoragePlace): Promise<Storage> {
  const lock = await lockFolder(folder, held, { language });
  try {
    const workspace = await workspaceName(folder);
    const { database, close } = await openDatabase({ folder: join(folder, "database"), url, signal });
    const probe = () => database.execute("select 1");
    const attendant = attend({ embedded: url === undefined, probe, onAway, onBack });
    const attended = <Table extends object>(table: Table): Table => {
      const methods = Object.entries(table) as [string, (...given: unknown[]) => Promise<unknown>][];
      const asking = methods.map(([name, method]) => [
        name,
        (...given: unknown[]) => attendant.ask(() => method(...given), patience[name]),
      ]);
      return Object.fromEntries(asking) as Table;
    };
    return {
      ratings: attended(ratingTable(database)),
      jobs: attended(jobTable(database, workspace)),
      pictures: attended(pictureTable(database, workspace)),
      hurry: attendant.hurry,
      async close() {
        attendant.close();
        await close().finally(() => lock.release());
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

function held(folder: string, number: number | undefined): OmakaseError {
  const whose = number === undefined ? "" : ` ${number}`;
  return new OmakaseError("source", {
    where: folder,
    expected: { ja: "ほかで使われていない作業フォルダ", en: "a workspace that nothing else has open" },
    got: {
      ja: `別のスタジオ（プロセス${whose}）が使っているもの`,
      en: `one that another studio (process${whose}) has open`,
    },
    remedy: {
      ja: "そのスタジオを使うか、止めてから、もう一度はじめてください。--workspace で別のフォルダも選べます",
      en: "Use that studio, or end it and try again, or choose another folder with --workspace",
    },
  });
}
