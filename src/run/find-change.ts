import { isBuiltinDataset } from "../dataset/index.ts";
import type { RunConfig } from "./config.ts";

/**
 * Returns the name of the first field in which a run's configuration differs from its checkpoint's; undefined without a
 * difference. Ignores `retry` and later changes of `totalImages`, which are written before the next checkpoint, and a
 * `source` that moved to another path.
 *
 * @param kept - configuration in the checkpoint.
 * @param step - step of the checkpoint. A length that begins there has decided nothing yet, and may be replaced.
 */
export function findChange(config: RunConfig, kept: unknown, step: number): string | undefined {
  const before = (typeof kept === "object" && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>;
  const now = config as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  names.delete("retry");
  const keptTotal = before.totalImages as RunConfig["totalImages"];
  if (isContinuation(config.totalImages, keptTotal, step * config.batchSize)) names.delete("totalImages");
  if (!isBuiltinDataset(now.source) && !isBuiltinDataset(before.source)) names.delete("source");
  return [...names].find((name) => toSortedJson(now[name]) !== toSortedJson(before[name]));
}

/** Returns whether a training kept the length in its checkpoint, except for changes from its number of images on. */
function isContinuation(now: RunConfig["totalImages"], kept: RunConfig["totalImages"], images: number): boolean {
  const [after, before] = [now, kept].map((total) => (typeof total === "number" ? [{ from: 0, total }] : total));
  if (after === undefined || before === undefined) return false;
  const decided = before.filter(({ from }) => from === 0 || from < images);
  return decided.every(({ from, total }, at) => after[at]?.from === from && after[at].total === total);
}

/** Serialises a value as JSON with sorted keys. */
function toSortedJson(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
