import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseJson } from "../../checkpoint/index.ts";
import type { Text } from "../../error.ts";
import { textSchema, nodeText } from "../../text/index.ts";
import { isProcessRunning } from "../lock-folder.ts";

/** Schema of the messages of a training that a studio needs: lines of `omakase train --json`. */
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
  z.object({ type: z.literal("rollback"), reason: z.string() }),
  z.object({ type: z.literal("checkpoint"), step: z.int().nonnegative() }),
  z.object({
    type: z.literal("end"),
    summary: z.object({
      step: z.int().nonnegative(),
      imagesSeen: z.int().nonnegative(),
      verdict: z.string(),
      isInterrupted: z.boolean(),
      stepsToFinish: z.int().nonnegative(),
    }),
  }),
  z.object({ type: z.literal("error"), text: textSchema }),
]);

/** Message of a {@link TrainingProcess}. */
export type TrainingMessage = z.infer<typeof trainingMessageSchema>;

/** Exit of a training process. */
export interface TrainingExit {
  /** Exit code, or signal. */
  readonly code: number | string;
  /** Last output that is not a known message. */
  readonly lastOutput: string;
}

/** Training in a child process. */
export interface TrainingProcess {
  readonly pid: number;
  /** Makes it save and end. */
  stop(): void;
  readonly ended: Promise<TrainingExit>;
}

/** Path of this package's command line. */
export const cliProgram = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));

/**
 * Starts `omakase train …`.
 *
 * The two processes share a pipe; the training saves and ends when the other end closes: on request, and also when the
 * server is killed. It is detached from the terminal, whose Ctrl-C is the server's.
 *
 * @param cliArguments - arguments after `omakase`.
 * @param folder - working directory.
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
    // "close" does not fire after the pipe is released
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

/** Returns whether a training of a killed server still runs; its number may now belong to another process. */
export function isTrainingProcess(number: number, id: string): boolean {
  if (!isProcessRunning(number)) return false;
  try {
    return readFileSync(`/proc/${number}/cmdline`, "utf8").includes(id);
  } catch {
    return true; // the system does not tell
  }
}

/** Returns the message for a training that failed without one. */
export function unexplainedFailure({ code, lastOutput }: TrainingExit): Text {
  const last = lastOutput.split("\n").at(-1) || String(code);
  return nodeText.trainingProcess.brokeOff({ last });
}
