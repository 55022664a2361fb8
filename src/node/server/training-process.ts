import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseJson } from "../../checkpoint/index.ts";
import type { Text } from "../../error.ts";
import { textSchema } from "../../protocol/index.ts";
import { isProcessRunning } from "../lock-folder.ts";

/** What a training says of itself, as far as a studio needs it: lines of `omakase train --json`. */
const trainingMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("step"),
    step: z.int().nonnegative(),
    imagesSeen: z.int().nonnegative(),
    imagesPerSecond: z.number().nonnegative(),
    done: z.number().min(0).max(1),
    secondsLeft: z.number().nonnegative(),
  }),
  z.object({ type: z.literal("verdict"), step: z.int().nonnegative(), verdict: z.string() }),
  z.object({ type: z.literal("checkpoint"), step: z.int().nonnegative() }),
  z.object({
    type: z.literal("end"),
    summary: z.object({
      step: z.int().nonnegative(),
      imagesSeen: z.int().nonnegative(),
      verdict: z.string(),
      interrupted: z.boolean(),
    }),
  }),
  z.object({ type: z.literal("error"), text: textSchema }),
]);

/** See {@link TrainingProcess}. */
export type TrainingMessage = z.infer<typeof trainingMessageSchema>;

/** How a training process ended. */
export interface TrainingExit {
  /** Its exit code, or the signal that ended it. */
  readonly code: number | string;
  /** What it had to say last, where it said nothing that a studio understands. */
  readonly lastOutput: string;
}

/** A training that runs in a process of its own. */
export interface TrainingProcess {
  readonly pid: number;
  /** Lets it save and end. */
  stop(): void;
  readonly ended: Promise<TrainingExit>;
}

/** The command line of this package. */
export const cliProgram = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));

/**
 * Starts `omakase train …`.
 *
 * The two processes hold the ends of a line, and the training saves and ends when the other end is gone: when it is told
 * to stop, and also when the server was killed. It is out of the reach of the terminal, whose Ctrl-C is the server's.
 *
 * @param words - what stands after `omakase`.
 * @param folder - where it works.
 */
export function startTraining(
  program: string,
  cliArguments: readonly string[],
  folder: string,
  onMessage: (line: TrainingMessage) => void,
): TrainingProcess {
  const child = spawn(process.execPath, [program, ...cliArguments], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  let stderrTail = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => void (stderrTail = (stderrTail + text).slice(-2000)));
  const lines = createInterface({ input: child.stdout! });
  lines.on("line", (line) => {
    const parsed = trainingMessageSchema.safeParse(parseJson(line));
    if (parsed.success) onMessage(parsed.data);
  });
  const outputClosed = once(lines, "close");
  const ended = new Promise<TrainingExit>((done) => {
    child.on("error", (error) => done({ code: error.message, lastOutput: stderrTail }));
    // "close" does not come once the line was let go
    child.on("exit", async (code, signal) => {
      await outputClosed;
      done({ code: code ?? signal ?? 1, lastOutput: stderrTail.trim() });
    });
  });
  return {
    pid: child.pid ?? 0,
    stop() {
      if (child.connected) child.disconnect();
    },
    ended,
  };
}

/** Whether a training of a server before this one still runs; its number may be another process' by now. */
export function isTrainingProcess(number: number, id: string): boolean {
  if (!isProcessRunning(number)) return false;
  try {
    return readFileSync(`/proc/${number}/cmdline`, "utf8").includes(id);
  } catch {
    return true; // a system that does not say
  }
}

/** What a person should hear of a training that failed without a word. */
export function unexplainedFailure({ code, lastOutput }: TrainingExit): Text {
  const last = lastOutput.split("\n").at(-1) || String(code);
  return {
    ja: `train: 最後まで続く学習が必要ですが、途中で終わりました（${last}）。もう一度続けてみてください。`,
    en: `train: expected a training that goes on to its end, got one that broke off (${last}). Try to go on with it.`,
  };
}
