import { fileURLToPath } from "node:url";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { OmakaseError, type Text } from "../../error.ts";
import { makeFolder } from "../make-folder.ts";
import { inTime, rootOf } from "./attend.ts";

/** A database that was brought up to date, whichever it is. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** See {@link openDatabase}. */
export interface OpenedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** See {@link openDatabase}. */
export interface DatabasePlace {
  /** Where PGlite keeps its files. Only one process may have them open: see `lockFolder`. */
  readonly folder: string;
  /** A PostgreSQL to use instead: `postgres://user:password@host/name`. */
  readonly url?: string;
}

/** Seconds until a server has to answer. */
const patience = 12;

const migrationsFolder = fileURLToPath(new URL("../../../asset/migration", import.meta.url));

/** Any number, as long as nobody else in the database locks the same. */
const migrationLock = 46_494_649;

/**
 * Opens the database of the studio, and makes or changes its tables where that is due. What was committed survives the
 * death of the process: both databases write it to the disk first.
 *
 * @throws OmakaseError `source` when it cannot be opened.
 */
export async function openDatabase({ folder, url }: DatabasePlace): Promise<OpenedDatabase> {
  try {
    return url === undefined ? await openEmbedded(folder) : await openServer(url);
  } catch (error) {
    if (error instanceof OmakaseError) throw error;
    throw unusable(url === undefined ? folder : hostOf(url), url === undefined, error);
  }
}

async function openEmbedded(folder: string): Promise<OpenedDatabase> {
  const [{ PGlite }, { drizzle }, { migrate }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
  ]);
  await makeFolder(folder);
  const client = await PGlite.create(folder);
  const database = drizzle(client);
  await migrate(database, { migrationsFolder });
  return { database, close: () => client.close() };
}

async function openServer(url: string): Promise<OpenedDatabase> {
  const [{ default: postgres }, { drizzle }, { migrate }] = await Promise.all([
    import("postgres"),
    import("drizzle-orm/postgres-js"),
    import("drizzle-orm/postgres-js/migrator"),
  ]);
  // by itself it would wait ever longer before it tries again, and every question with it
  const backoff = () => 0.2;
  const client = postgres(url, { onnotice: () => {}, connect_timeout: patience - 2, backoff });
  const database = drizzle(client);
  try {
    const alone = await inTime(client.reserve(), patience);
    try {
      await alone`select pg_advisory_lock(${migrationLock})`; // of several studios that begin at once, one makes the tables
      await migrate(database, { migrationsFolder });
    } finally {
      await alone`select pg_advisory_unlock_all()`;
      alone.release();
    }
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
  return { database, close: () => client.end({ timeout: 5 }) };
}

/** Without the password. */
function hostOf(url: string): string {
  const { host, hash } = URL.canParse(url) ? new URL(url) : { host: "", hash: "" };
  return host === "" || hash !== "" ? "DATABASE_URL" : host; // a # in a password would make its beginning the host
}

function unusable(where: string, embedded: boolean, cause: unknown): OmakaseError {
  const root = rootOf(cause);
  // on a full disk PGlite throws what is no Error, with a number alone
  const { message, code, errno } = Object(root) as { message?: string; code?: string; errno?: number };
  const reason = message || code || (errno === undefined ? String(root) : `errno ${errno}`);
  const expected: Text = embedded
    ? { ja: "読み書きできるデータベースのフォルダ", en: "a database that can be read and written" }
    : { ja: "つながる PostgreSQL", en: "a PostgreSQL that answers" };
  const remedy: Text = embedded
    ? {
        ja: "ディスクの空きと権限を確かめるか、このフォルダを別の名前に変えて、新しくはじめてください",
        en: "Check the disk and its permissions, or rename this folder to begin anew",
      }
    : { ja: "DATABASE_URL を直すか、外してください", en: "Mend DATABASE_URL, or unset it" };
  return new OmakaseError(
    "source",
    { where, expected, got: { ja: `エラー「${reason}」`, en: `the error "${reason}"` }, remedy },
    { cause },
  );
}
