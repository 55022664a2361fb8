import type { Language, Text } from "../error.ts";
import type { Host } from "../host.ts";
import { nodeHost } from "../node/index.ts";
import type { Say } from "./language.ts";

/** What every verb works with. */
export interface Session {
  readonly host: Host;
  readonly language: Language;
  readonly say: Say;
  /** Whether to print one JSON object a line instead of words. */
  readonly json: boolean;
  /** Words for people: to standard output; nothing with `--json`. */
  print(text: Text | string): void;
  /** Data for programs: one line of JSON; nothing without `--json`. */
  emit(value: unknown): void;
  /** A line that is overwritten by the next one; on a terminal only. */
  status(line: string): void;
  /** Aborted by Ctrl-C or SIGTERM. A second one ends the process at once. */
  readonly signal: AbortSignal;
}

/** See {@link openSession}. */
export interface SessionOptions {
  readonly language: Language;
  readonly json?: boolean;
}

/** Milliseconds in which a second SIGTERM is the first one: it comes to all processes, and npm passes it on. */
const echo = 500;

/** The command line's side of omakase: its host, and the one place that prints. */
export function openSession({ language, json = false }: SessionOptions): Session {
  const terminal = process.stdout.isTTY === true && !json;
  const say: Say = (text) => text[language];
  const controller = new AbortController();
  process.on("SIGINT", () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
  let since = -Infinity;
  controller.signal.addEventListener("abort", () => (since = performance.now()));
  process.on("SIGTERM", () => {
    if (performance.now() - since > echo && controller.signal.aborted) process.exit(143);
    controller.abort();
  });
  listenToParent(() => controller.abort());
  // whoever read along has gone (`| head`): the work goes on unheard
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  let shown = false;
  const clear = () => {
    if (shown) process.stdout.write("\r\x1b[2K");
    shown = false;
  };
  return {
    host: nodeHost(),
    language,
    say,
    json,
    signal: controller.signal,
    print(text) {
      if (json) return;
      clear();
      process.stdout.write(`${typeof text === "string" ? text : say(text)}\n`);
    },
    emit(value) {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    status(line) {
      if (!terminal) return;
      clear();
      process.stdout.write(line.slice(0, Math.max(20, (process.stdout.columns ?? 80) - 1)));
      shown = true;
    },
  };
}

/** A studio that started this process holds a line to it: when it lets go, or is no more, the work is saved and ends. */
function listenToParent(gone: () => void): void {
  if (process.connected === false) gone();
  if (!process.connected) return;
  process.once("disconnect", gone);
  process.channel?.unref(); // to wait for it is no reason to live
}
