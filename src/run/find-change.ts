import { builtinDatasets } from "../dataset/index.ts";
import type { RunConfig } from "./config.ts";

/**
 * The name of what differs between the configuration of a run and that of its checkpoint; undefined where nothing does.
 * A training that broke notes so before there is a checkpoint of the gentler one; and pictures can move to another place.
 *
 * @param kept - as it stands in the checkpoint.
 */
export function findChange(config: RunConfig, kept: unknown): string | undefined {
  const before = (typeof kept === "object" && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>;
  const now = config as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  names.delete("retry");
  if (isChoiceIndex(now.source) && isChoiceIndex(before.source)) names.delete("source");
  return [...names].find((name) => textOf(now[name]) !== textOf(before[name]));
}

/** Whether a source is a folder or a file. */
function isChoiceIndex(source: unknown): boolean {
  return !(builtinDatasets as readonly unknown[]).includes(source);
}

/** Keys in one order, however they were written. */
function textOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
