import { baseName } from "../dataset/index.ts";
import { crc32 } from "../image/index.ts";
import { hashedRun, type OpenedRun } from "../run/index.ts";
import type { RunInfo } from "./manifest.ts";

/**
 * Describes a run for the page's list of models.
 *
 * @param bytes - size of its file.
 */
export async function runInfo(id: string, run: OpenedRun, bytes: number): Promise<RunInfo> {
  const { name, config, loaded, hash } = await hashedRun(run);
  const { step, imagesSeen } = loaded.checkpoint;
  const { model, source, size, channels } = config;
  return {
    id,
    name: name.slice(0, 200),
    model,
    source: baseName(source),
    size,
    channels,
    hash,
    step,
    imagesSeen,
    bytes,
  };
}

/** Returns a unique id for each name that is valid in an address; ids also differ on case-insensitive disks. */
export function runIds(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = idOf(name);
    let id = wanted;
    for (let number = 2; taken.has(id.toLowerCase()); number++) id = `${wanted}-${number}`;
    taken.add(id.toLowerCase());
    return id;
  });
}

function idOf(name: string): string {
  if (/^[\w-][\w.-]{0,79}$/.test(name)) return name;
  const check = crc32(new TextEncoder().encode(name)).toString(16).padStart(8, "0");
  return `${name.replace(/[^\w-]+/g, "-").slice(0, 60)}-${check}`;
}
