import { OmakaseError, type Text } from "../../error.ts";

/** The database does not answer, for now. What was asked of it counts as not done. */
export class DatabaseUnavailableError extends OmakaseError {}

/** See {@link createReconnector}. */
export interface ReconnectorOptions {
  /** Whether the database is the one in the workspace's own folder. */
  readonly isEmbedded: boolean;
  /** A question that every server answers. */
  readonly probeQuery: () => Promise<unknown>;
  /** Told once when a server is lost, and not again before it was back; once of each other ailment. */
  readonly onDisconnect?: (error: DatabaseUnavailableError) => void;
  /** Told when a lost server answers again. */
  readonly onReconnect?: () => void;
}

/** See {@link createReconnector}. */
export interface Reconnector {
  /**
   * Asks the database something.
   *
   * @param patience - how long a server may think, seconds. Default 15: somebody waits before the page.
   * @throws {@link DatabaseUnavailableError} when it does not answer.
   */
  run<Answer>(question: () => Promise<Answer>, patience?: number): Promise<Answer>;
  /**
   * Shortens the patience with a server, also for the questions under way. Once a question stays without an answer, the
   * others fail at once, and only the end of the haste tells of the loss.
   *
   * @param seconds - how long a server may think; undefined: the usual patience again.
   */
  hurry(seconds: number | undefined): void;
  /** Ends the questions under way, too. */
  close(): void;
}

/** How long after it was lost, or asked in vain, a database is asked again, milliseconds. */
const retryInterval = 2000;
/** What a server says that is going, coming or not to be had: the beginnings of such codes of PostgreSQL. */
const connectionErrorCodes = /^(08|28|3D|57)/;
/** The same of one that is there and cannot do its work, such as on a full disk. */
const serverErrorCodes = /^(25006|53|58|XX)/;

/** Tells a database that is lost from a wrong question, says so once, and asks a lost server until it is back. */
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
  /** The loss of a server in a hurry. */
  let lost: { readonly error: DatabaseUnavailableError; readonly reason: string } | undefined;
  const deadlines = new Set<Deadline>();
  const scheduleProbe = () => {
    clearTimeout(next); // a question that was answered meanwhile may have begun to look again
    if (!isClosed)
      next = setTimeout(() => void reconnector.run(probeQuery).then(undefined, scheduleProbe), retryInterval);
  };
  const answerOf = async <Answer>(question: () => Promise<Answer>, patience: number): Promise<Answer> => {
    if (embedded) return await question();
    const limit = deadline(Math.min(patience, haste ?? patience));
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
    // one that only ails answers a small question, and that says nothing
    isDisconnected = !embedded && !serverErrorCodes.test(reason);
    if (isDisconnected) scheduleProbe();
  };
  const reconnector: Reconnector = {
    async run(question, patience = 15) {
      if (lost) throw lost.error;
      try {
        const answer = await answerOf(question, patience);
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

/** A time that an answer has. */
interface Deadline {
  /** Fails when the time is over. */
  readonly passed: Promise<never>;
  /** Leaves at most some more seconds. */
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

/** What answers, but is no PostgreSQL, is asked again and again by the driver. */
export async function withTimeout<Answer>(answer: Promise<Answer>, seconds: number): Promise<Answer> {
  const limit = deadline(seconds);
  return await Promise.race([answer, limit.passed]).finally(limit.cancel);
}

/** What the database itself said. */
export function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error;
}

/** Why the database did not answer; undefined when it did, with a no, or when the mistake is ours. */
function unavailabilityReason(thrown: unknown): string | undefined {
  const root = rootCause(thrown);
  const { message, code, severity, errno } = Object(root) as Record<string, unknown>;
  if (severity !== undefined)
    return connectionErrorCodes.test(String(code)) || serverErrorCodes.test(String(code)) ? String(code) : undefined;
  if (root instanceof TypeError || root instanceof RangeError) return undefined;
  // on a full disk PGlite throws what is no Error, with a number alone
  return String(code ?? message ?? (errno === undefined ? root : `errno ${String(errno)}`));
}

function databaseUnavailableError(
  reason: string,
  { embedded, isOpen }: { embedded: boolean; isOpen: boolean },
  cause: unknown,
): DatabaseUnavailableError {
  const remedy: Text = embedded
    ? {
        ja: "ディスクの空きと権限を確かめてください。それでも続くときは、スタジオを開き直してください",
        en: "Check the disk and its permissions; if it stays so, open the studio again",
      }
    : isOpen
      ? {
          ja: "データベースを動かし直してください。戻れば、スタジオはそのまま続けられます",
          en: "Start the database again: the studio goes on as soon as it answers",
        }
      : {
          ja: "データベースを動かし直してから、スタジオを開き直してください",
          en: "Start the database again, then the studio",
        };
  return new DatabaseUnavailableError(
    "source",
    {
      where: embedded ? ".omakase/database" : "DATABASE_URL", // where it is, is nothing for visitors
      expected: { ja: "返事をするデータベース", en: "a database that answers" },
      got: { ja: `返事なし（${reason}）`, en: `no answer (${reason})` },
      remedy,
    },
    { cause },
  );
}
