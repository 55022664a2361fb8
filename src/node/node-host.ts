import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Host } from "../host.ts";
import { nodeAsset } from "./assets.ts";
import { nodeCodecs } from "./codecs.ts";
import { nodeFiles } from "./files.ts";

/** Options of {@link nodeHost}. */
export interface NodeHostOptions {
  /**
   * Folder of caches, such as decoded images; `false` disables them. Default: the environment variable `OMAKASE_CACHE`,
   * else `omakase` in the system's folder for caches.
   */
  readonly cache?: string | false;
}

/**
 * Creates the host for Node: files on disk, codecs by sharp, the system's monotonic clock and entropy.
 *
 * @param options - see {@link NodeHostOptions}.
 * @returns the host.
 */
export function nodeHost(options: NodeHostOptions = {}): Host {
  const { cache = defaultCache() } = options;
  return {
    files: nodeFiles,
    codecs: nodeCodecs,
    cache: cache === false ? undefined : cache,
    clock: () => performance.now(),
    newSeed: () => randomBytes(4).readUInt32LE(),
    asset: nodeAsset,
  };
}

function defaultCache(): string {
  const { OMAKASE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (OMAKASE_CACHE) return OMAKASE_CACHE;
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "omakase", "cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "omakase");
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "omakase");
}
