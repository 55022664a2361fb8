import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { OmakaseError, type Text } from "../../error.ts";
import { makeFolder } from "../make-folder.ts";
import { withTimeout, rootCause } from "./reconnector.ts";
import { postgresSockets } from "./postgres-sockets.ts";

/** A database that was brought up to date, whichever it is. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** See {@link openDatabase}. */
export interface OpenedDatabase {
  readonly database: Database;
  /** Ends within two seconds, whatever a server does. */
  close(): Promise<void>;
}

/** See {@link openDatabase}. */
export interface DatabaseLocation {
  /** Where PGlite keeps its files. Only one process may have them open: see `lockFolder`. */
  readonly folder: string;
  /** A PostgreSQL to use instead: `postgres://user:password@host/name`. */
  readonly url?: string;
  /** Gives up the opening of a PostgreSQL. */
  readonly signal?: AbortSignal;
}

/** Seconds that a server has for all that makes it ready. */
const connectTimeout = 10;
/** Seconds that a server has to finish what it does, at the end. */
const farewell = 1;
/** Milliseconds between two attempts to be the one studio that makes the tables. */
const rhythm = 100;

const migrationsFolder = fileURLToPath(new URL("../../../asset/migration", import.meta.url));

/** Any number, as long as nobody else in the database locks the same. */
const migrationLock = 46_494_649;

/**
 * Opens the database of the studio, and makes or changes its tables where that is due. What was committed survives the
 * death of the process: both databases write it to the disk first.
 *
 * @throws OmakaseError `source` when it cannot be opened; the reason of the signal when that gives up.
 */
export async function openDatabase({ folder, url, signal }: DatabaseLocation): Promise<OpenedDatabase> {
  try {
    return url === undefined ? await openPglite(folder) : await openPostgres(url, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof OmakaseError) throw error;
    throw databaseOpenError(url === undefined ? folder : hostWithoutPassword(url), url === undefined, error);
  }
}

async function openPglite(folder: string): Promise<OpenedDatabase> {
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

async function openPostgres(url: string, signal: AbortSignal | undefined): Promise<OpenedDatabase> {
  const [{ default: postgres }, { drizzle }, { migrate }] = await Promise.all([
    import("postgres"),
    import("drizzle-orm/postgres-js"),
    import("drizzle-orm/postgres-js/migrator"),
  ]);
  const sockets = postgresSockets();
  const options = {
    onnotice: () => {},
    connect_timeout: connectTimeout - 2,
    // by itself it would wait ever longer before it tries again, and every question with it
    backoff: () => 0.2,
    fetch_types: false, // the driver asks for the types on its own, and ends the process where that fails
    socket: sockets.open,
  };
  const loss = raisable();
  // A lost connection would unlock: the driver connects again without a word.
  const onclose = () => void setImmediate(() => loss.raise(new Error("the connection was closed")));
  const one = postgres(url, { ...options, max: 1, onclose });
  const abort = raisable();
  const onAbort = () => abort.raise(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  const makeTables = async () => {
    await lockTables(one, url); // of several studios that begin at once, one makes the tables
    await migrate(drizzle(one), { migrationsFolder });
  };
  try {
    await withTimeout(Promise.race([makeTables(), sockets.refused, loss.raised, abort.raised]), connectTimeout);
  } catch (error) {
    sockets.destroy();
    throw error;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await one.end({ timeout: 0 });
  }
  const client = postgres(url, options);
  return {
    database: drizzle(client),
    close: () => client.end({ timeout: farewell }).finally(() => sockets.destroy()),
  };
}

/** Takes the lock for the tables, which ends with the connection. */
async function lockTables(client: Sql, url: string): Promise<void> {
  const end = performance.now() + (connectTimeout - 1) * 1000;
  while (performance.now() < end) {
    const [row] = await client`select pg_try_advisory_lock(${migrationLock}) as mine`;
    if (row?.mine) return;
    await new Promise((done) => setTimeout(done, rhythm));
  }
  throw new OmakaseError("source", {
    where: hostWithoutPassword(url),
    expected: { ja: "表を用意できるデータベース", en: "a database whose tables are free to be made" },
    got: {
      ja: "ほかのスタジオが表を用意している途中のもの",
      en: "one whose tables another studio has locked",
    },
    remedy: {
      ja: "すこし待って、もう一度はじめてください。続くときは、止まったままのスタジオを終わらせてください",
      en: "Wait a little and try again; if it stays so, end the studio that hangs",
    },
  });
}

/** An error that is yet to come. */
function raisable(): { readonly raised: Promise<never>; raise(error: unknown): void } {
  let raise: (error: unknown) => void = () => {};
  const raised = new Promise<never>((_, reject) => (raise = reject));
  raised.catch(() => undefined); // it may come when no one waits any more
  return { raised, raise };
}

/** Without the password. */
function hostWithoutPassword(url: string): string {
  const { host, hash } = URL.canParse(url) ? new URL(url) : { host: "", hash: "" };
  return host === "" || hash !== "" ? "DATABASE_URL" : host; // a # in a password would make its beginning the host
}

function databaseOpenError(where: string, embedded: boolean, cause: unknown): OmakaseError {
  const root = rootCause(cause);
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
