import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { OmakaseError, type Text } from "../../error.ts";
import { makeFolder } from "../make-folder.ts";
import { plainReason, rootCause, withTimeout } from "./reconnector.ts";
import { postgresSockets } from "./postgres-sockets.ts";
import { nodeText } from "../../text/index.ts";

/** Migrated database, PGlite or PostgreSQL. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Result of {@link openDatabase}. */
export interface OpenedDatabase {
  readonly database: Database;
  /** Closes the database; does not wait longer than a second for a server. */
  close(): Promise<void>;
}

/** Location for {@link openDatabase}. */
export interface DatabaseLocation {
  /** Folder of PGlite's files. Only one process may open them: see `lockFolder`. */
  readonly folder: string;
  /** URL of a PostgreSQL to use instead: `postgres://user:password@host/name`. */
  readonly url?: string;
  /** Aborts the opening of a PostgreSQL. */
  readonly signal?: AbortSignal;
}

/** Maximum time until a server is ready, s. */
const connectTimeout = 10;
/** Maximum time until a server finishes its queries at the end, s. */
const closeTimeout = 1;
/** Interval between attempts to take the migration lock, ms. */
const lockPollInterval = 100;

const migrationsFolder = fileURLToPath(new URL("../../../asset/migration", import.meta.url));

/** Key of the advisory lock for migrations: any number that no other program locks in the same database. */
const migrationLock = 46_494_649;

/**
 * Opens the database of the studio and migrates its tables. Committed data survive the death of the process: both
 * databases write to the disk first.
 *
 * @throws OmakaseError `source` when it cannot be opened; the reason of the signal on abort.
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
    // constant: the driver's default grows, and delays every query
    backoff: () => 0.2,
    fetch_types: false, // the driver fetches the types unasked, and ends the process on failure
    socket: sockets.open,
  };
  const loss = raisable();
  // a lost connection would unlock: the driver reconnects silently
  const onclose = () => void setImmediate(() => loss.raise(new Error("the connection was closed")));
  const one = postgres(url, { ...options, max: 1, onclose });
  const abort = raisable();
  const onAbort = () => abort.raise(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) onAbort();
  const migrateTables = async () => {
    await lockTables(one, url); // of several studios that start at once, one migrates
    await migrate(drizzle(one), { migrationsFolder });
  };
  try {
    await withTimeout(Promise.race([migrateTables(), sockets.refused, loss.raised, abort.raised]), connectTimeout);
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
    close: () => client.end({ timeout: closeTimeout }).finally(() => sockets.destroy()),
  };
}

/** Takes the migration lock, which ends with the connection. */
async function lockTables(client: Sql, url: string): Promise<void> {
  const end = performance.now() + (connectTimeout - 1) * 1000;
  while (performance.now() < end) {
    const [row] = await client`select pg_try_advisory_lock(${migrationLock}) as mine`;
    if (row?.mine) return;
    await new Promise((done) => setTimeout(done, lockPollInterval));
  }
  throw new OmakaseError("source", { where: hostWithoutPassword(url), ...nodeText.openDatabase.lockTables });
}

/** Creates a promise that a later call rejects. */
function raisable(): { readonly raised: Promise<never>; raise(error: unknown): void } {
  let raise: (error: unknown) => void = () => {};
  const raised = new Promise<never>((_, reject) => (raise = reject));
  raised.catch(() => undefined); // the rejection may come after the last await
  return { raised, raise };
}

/** Returns the host of a URL, without the password. */
function hostWithoutPassword(url: string): string {
  const { host, hash } = URL.canParse(url) ? new URL(url) : { host: "", hash: "" };
  return host === "" || hash !== "" ? "DATABASE_URL" : host; // a # in a password would turn its beginning into the host
}

function databaseOpenError(where: string, embedded: boolean, cause: unknown): OmakaseError {
  const reason = plainReason(rootCause(cause), "message");
  const expected: Text = embedded ? nodeText.openDatabase.readableDatabase : nodeText.openDatabase.answeringPostgres;
  const remedy: Text = embedded ? nodeText.openDatabase.checkDisk : nodeText.openDatabase.mendUrl;
  return new OmakaseError(
    "source",
    { where, ...nodeText.openDatabase.cannotOpen({ expected, reason, remedy }) },
    { cause },
  );
}
