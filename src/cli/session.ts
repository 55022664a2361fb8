import type { Language, Text } from "../error.ts";
import type { Host } from "../host.ts";
import { nodeHost } from "../node/index.ts";
import { allowedSilence, heartbeatInterval } from "./heartbeat.ts";
import type { Translate } from "./language.ts";
import { visible } from "./output.ts";
import { stopSignals } from "./stop-signals.ts";
import { inLanguage } from "../text/index.ts";

/** Context of a command: host, language and output. */
export interface Session {
  readonly host: Host;
  readonly language: Language;
  readonly t: Translate;
  /** Whether to print one JSON object a line instead of words. */
  readonly json: boolean;
  /** Prints text for people to standard output; nothing with `--json`. */
  print(text: Text | string): void;
  /** Prints data for programs as one line of JSON; nothing without `--json`. */
  emit(value: unknown): void;
  /** Shows a line that the next one overwrites; without a terminal a line is written at intervals. */
  status(line: string): void;
  /** Aborted by Ctrl-C or SIGTERM, while these are caught. A second one ends the process at once. */
  readonly signal: AbortSignal;
  /** See {@link stopSignals}. */
  catchStops(): () => void;
}

/** See {@link openSession}. */
export interface SessionOptions {
  readonly language: Language;
  readonly json?: boolean;
  /** Whether the command lives until it is stopped: it catches Ctrl-C at all times, and may be silent. Default false. */
  readonly standing?: boolean;
}

/** Opens the context of a command: its host, and the one place that prints. */
export function openSession({ language, json = false, standing = false }: SessionOptions): Session {
  const isTerminal = process.stdout.isTTY === true && !json;
  const t: Translate = (text) => inLanguage(text, language);
  const controller = new AbortController();
  const catchStops = stopSignals(controller);
  if (standing) catchStops();
  onParentDisconnect(() => controller.abort());
  let hasStatusLine = false;
  const clear = () => {
    if (hasStatusLine) process.stdout.write("\r\x1b[2K");
    hasStatusLine = false;
  };
  const host = nodeHost();
  const { stdout, stderr } = process;
  // a parent studio reads the steps
  const silent = isTerminal || process.connected;
  const beats = heartbeatInterval((line) => void (json ? stderr : stdout).write(`${visible(line)}\n`), t, {
    seconds: silent ? Infinity : allowedSilence(process.env),
    clock: host.clock,
    timed: !silent && !standing,
  });
  return {
    host,
    language,
    t,
    json,
    signal: controller.signal,
    catchStops,
    print(text) {
      if (json) return;
      clear();
      beats.said();
      process.stdout.write(`${visible(typeof text === "string" ? text : t(text))}\n`);
    },
    emit(value) {
      if (!json) return;
      beats.said();
      process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    status(line) {
      if (!isTerminal) return beats.status(line);
      clear();
      process.stdout.write(visible(line).slice(0, Math.max(20, (process.stdout.columns ?? 80) - 1)));
      hasStatusLine = true;
    },
  };
}

/** Calls `gone` when the studio that started this process disconnects or has ended, so that the work is saved. */
function onParentDisconnect(gone: () => void): void {
  if (process.connected === false) gone();
  if (!process.connected) return;
  process.once("disconnect", gone);
  process.channel?.unref(); // the channel does not keep the process alive
}
