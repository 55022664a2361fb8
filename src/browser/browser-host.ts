import type { Host } from "../host.ts";
import { browserAssetLoader } from "./browser-asset-loader.ts";
import { browserCodecs } from "./codecs.ts";
import { browserFiles } from "./files.ts";

/** Options of {@link browserHost}. */
export interface BrowserHostOptions {
  /**
   * The address of the folder with the parts that come along, such as fonts: files named as in `AssetName`, with the
   * bytes that `nodeHost().asset(name)` gives. Relative to the page; in a worker, to the worker's script. Sushi and
   * characters are drawn without. Default `asset/`.
   */
  readonly assets?: string | URL;
  /** The folder in the browser's storage for decoded pictures; `false` keeps nothing. Default `cache`. */
  readonly cache?: string | false;
}

/**
 * The host for pages and their workers: files in the storage that the browser keeps for the origin (OPFS), the
 * browser's codecs, clock and entropy.
 */
export function browserHost(options: BrowserHostOptions = {}): Host {
  const { assets = "asset/", cache = "cache" } = options;
  const base = new URL(assets, location.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  return {
    files: browserFiles,
    codecs: browserCodecs,
    cache: cache === false ? undefined : cache,
    clock: () => performance.now(),
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0],
    asset: browserAssetLoader(base),
  };
}
