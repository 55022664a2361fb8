import { OmakaseError, type Text } from "../../error.ts";
import { nodeText } from "../../text/index.ts";

/** Error of a database that does not answer at present. Its query counts as not done. */
export class DatabaseUnavailableError extends OmakaseError {}

/** Options of {@link createReconnector}. */
export interface ReconnectorOptions {
  /** Whether the database is the one in the workspace's own folder. */
  readonly isEmbedded: boolean;
  /** Query that every server answers. */
  readonly probeQuery: () => Promise<unknown>;
  /** Called once when a server is lost, and not again before it is back; called once for each other fault. */
  readonly onDisconnect?: (error: DatabaseUnavailableError) => void;
  /** Called when a lost server answers again. */
  readonly onReconnect?: () => void;
}

/** Result of {@link createReconnector}. */
export interface Reconnector {
  /**
   * Runs a query.
   *
   * @param timeout - timeout, s. Default 15: a person waits for the page.
   * @throws {@link DatabaseUnavailableError} when the database does not answer.
   */
  run<Answer>(question: () => Promise<Answer>, timeout?: number): Promise<Answer>;
  /**
   * Shortens the timeout, also of pending queries. After one unanswered query the others fail at once; the loss is
   * reported when the default timeout is restored.
   *
   * @param seconds - timeout; undefined restores the default.
   */
  hurry(seconds: number | undefined): void;
  /** Ends pending queries as well. */
  close(): void;
}

/** Interval between probes of a lost database, ms. */
const retryInterval = 2000;
/** Prefixes of PostgreSQL error codes for a server that is stopping, starting or unreachable. */
const connectionErrorCodes = /^(08|28|3D|57)/;
/** Prefixes of PostgreSQL error codes for a reachable server that cannot work, as on a full disk. */
const serverErrorCodes = /^(25006|53|58|XX)/;

/**
 * Creates a reconnector: it distinguishes a lost database from a wrong query, reports the loss once, and probes a lost
 * server until it is back.
 */
export function createReconnector({
  isEmbedded: embedded,
  probeQuery,
  onDisconnect,
  onReconnect,
}: ReconnectorOptions): Reconnector {
  let next: ReturnType<typeof setTimeout> | undefined;
  let isDisconnected = false;
  let reportedReason = "";
  let isClosed = false;
  let haste: number | undefined;
  /** Loss during a shortened timeout, not yet reported. */
  let lost: { readonly error: DatabaseUnavailableError; readonly reason: string } | undefined;
  const deadlines = new Set<Deadline>();
  const scheduleProbe = () => {
    clearTimeout(next); // a query answered in the meantime may have scheduled a probe
    if (!isClosed)
      next = setTimeout(() => void reconnector.run(probeQuery).then(undefined, scheduleProbe), retryInterval);
  };
  const answerOf = async <Answer>(question: () => Promise<Answer>, timeout: number): Promise<Answer> => {
    if (embedded) return await question();
    const limit = deadline(Math.min(timeout, haste ?? timeout));
    deadlines.add(limit);
    try {
      return await Promise.race([question(), limit.passed]);
    } finally {
      limit.cancel();
      deadlines.delete(limit);
    }
  };
  const tell = (error: DatabaseUnavailableError, reason: string) => {
    if (reason !== reportedReason) onDisconnect?.(error);
    reportedReason = reason;
    // a faulty server still answers a small query, which proves nothing
    isDisconnected = !embedded && !serverErrorCodes.test(reason);
    if (isDisconnected) scheduleProbe();
  };
  const reconnector: Reconnector = {
    async run(question, timeout = 15) {
      if (lost) throw lost.error;
      try {
        const answer = await answerOf(question, timeout);
        if (isDisconnected && !isClosed) {
          isDisconnected = false;
          reportedReason = "";
          clearTimeout(next);
          onReconnect?.();
        }
        return answer;
      } catch (thrown) {
        const reason = unavailabilityReason(thrown);
        if (reason === undefined) throw thrown;
        const error = databaseUnavailableError(reason, { embedded, isOpen: haste === undefined }, thrown);
        if (haste !== undefined && !embedded && !serverErrorCodes.test(reason)) lost ??= { error, reason };
        else if (!isDisconnected && !isClosed) tell(error, reason);
        throw error;
      }
    },
    hurry(seconds) {
      haste = seconds;
      if (seconds !== undefined) for (const limit of deadlines) limit.shorten(seconds);
      else if (lost && !isDisconnected && !isClosed) tell(lost.error, lost.reason);
      if (seconds === undefined) lost = undefined;
    },
    close() {
      isClosed = true;
      clearTimeout(next);
      for (const limit of deadlines) limit.shorten(0);
    },
  };
  return reconnector;
}

/** Timeout of a query. */
interface Deadline {
  /** Rejects at the timeout. */
  readonly passed: Promise<never>;
  /** Reduces the remaining time, s. */
  shorten(seconds: number): void;
  cancel(): void;
}

function deadline(seconds: number): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end = Infinity;
  let fail: (error: Error) => void;
  const passed = new Promise<never>((_, reject) => (fail = reject));
  const shorten = (left: number) => {
    const sooner = performance.now() + left * 1000;
    if (sooner >= end) return;
    end = sooner;
    clearTimeout(timer);
    timer = setTimeout(() => fail(new Error(`no answer in ${left} s`)), left * 1000);
  };
  shorten(seconds);
  return { passed, shorten, cancel: () => clearTimeout(timer) };
}

/** Bounds the wait for an answer; the driver retries without end against a server that is not a PostgreSQL. */
export async function withTimeout<Answer>(answer: Promise<Answer>, seconds: number): Promise<Answer> {
  const limit = deadline(seconds);
  return await Promise.race([answer, limit.passed]).finally(limit.cancel);
}

/** Returns the error of the database itself. */
export function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error;
}

/**
 * Returns why the database did not answer; undefined when it answered with an error, or the fault is in this program.
 */
function unavailabilityReason(thrown: unknown): string | undefined {
  const root = rootCause(thrown);
  const { code, severity } = Object(root) as Record<string, unknown>;
  if (severity !== undefined)
    return connectionErrorCodes.test(String(code)) || serverErrorCodes.test(String(code)) ? String(code) : undefined;
  if (root instanceof TypeError || root instanceof RangeError) return undefined;
  return plainReason(root, "code");
}

/** Returns the code or the message of an error; on a full disk PGlite throws a plain object with a number. */
export function plainReason(root: unknown, preferred: "code" | "message"): string {
  const { message, code, errno } = Object(root) as Record<string, unknown>;
  const [first, second] = preferred === "code" ? [code, message] : [message, code];
  return String(first || second || (errno === undefined ? root : `errno ${String(errno)}`));
}

function databaseUnavailableError(
  reason: string,
  { embedded, isOpen }: { embedded: boolean; isOpen: boolean },
  cause: unknown,
): DatabaseUnavailableError {
  const remedy: Text = embedded
    ? nodeText.reconnector.checkDisk
    : isOpen
      ? nodeText.reconnector.startDatabase
      : nodeText.reconnector.startBoth;
  return new DatabaseUnavailableError(
    "source",
    {
      where: embedded ? ".omakase/database" : "DATABASE_URL",
      ...nodeText.reconnector.databaseUnavailable({ reason, remedy }),
    },
    { cause },
  );
}
