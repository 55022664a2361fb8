import { z } from "zod";
import type { Files } from "../host.ts";
import { type Verdict, verdicts } from "../train/index.ts";
import { parseJson } from "./parse-json.ts";

const recordSchema = z.object({
  step: z.int().nonnegative(),
  imagesSeen: z.int().nonnegative(),
  metrics: z.record(z.string(), z.number()),
  verdict: z.enum(verdicts).optional(),
});

/** A line of log.jsonl: the metrics up to a step. */
export interface LogRecord {
  readonly step: number;
  readonly imagesSeen: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Verdict of the health check, when the record is of one. */
  readonly verdict?: Verdict;
}

/** Tells whether every step saw equally many images; stages may have batches of their own. */
export function hasEqualSteps(log: readonly Pick<LogRecord, "step" | "imagesSeen">[]): boolean {
  const last = log.at(-1);
  return last === undefined || log.every(({ step, imagesSeen }) => imagesSeen * last.step === last.imagesSeen * step);
}

/** Appends a record to log.jsonl of a run. */
export function appendLog(files: Files, runPath: string, record: LogRecord): Promise<void> {
  return files.append(logPath(files, runPath), line(record));
}

/** Reads the log of a run; empty when there is none. Torn lines are skipped. */
export async function readLog(files: Files, runPath: string): Promise<LogRecord[]> {
  const path = logPath(files, runPath);
  if ((await files.size(path)) === undefined) return [];
  return recordsIn(await files.read(path));
}

/**
 * Reads the new records of a log from a byte offset: polling the whole log of a long run is slow.
 * @param from - bytes read before.
 * @returns the records of the complete lines after them, and the bytes read now.
 */
export async function readLogFrom(
  files: Files,
  runPath: string,
  from: number,
): Promise<{ readonly records: LogRecord[]; readonly bytes: number }> {
  const path = logPath(files, runPath);
  const size = (await files.size(path)) ?? 0;
  const bytes = size > from ? await files.readRange(path, from, size - from) : new Uint8Array();
  const whole = bytes.lastIndexOf(newline) + 1;
  return { records: recordsIn(bytes.subarray(0, whole)), bytes: from + whole };
}

const newline = 0x0a;

function recordsIn(bytes: Uint8Array): LogRecord[] {
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.flatMap((text) => recordSchema.safeParse(parseJson(text)).data ?? []);
}

/**
 * Removes the records after a step, and torn lines: a run that resumes from an older checkpoint repeats those steps.
 * @returns the remaining records.
 */
export async function trimLog(files: Files, runPath: string, step: number): Promise<LogRecord[]> {
  const records = await readLog(files, runPath);
  const kept = records.filter((record) => record.step <= step);
  await files.write(logPath(files, runPath), kept.map(line).join(""));
  return kept;
}

function logPath(files: Files, runPath: string): string {
  return files.join(runPath, "log.jsonl");
}

function line({ step, imagesSeen, metrics, verdict }: LogRecord): string {
  return `${JSON.stringify({ step, imagesSeen, metrics, verdict })}\n`;
}
