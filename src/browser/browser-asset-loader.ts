import { OmakaseError, type Text } from "../error.ts";
import type { AssetName, Host } from "../host.ts";
import { fetchBytes } from "./fetch-bytes.ts";
import { browserText } from "../text/index.ts";

/** Fetches parts from a folder of the web; each once, however often it is asked for. */
export function browserAssetLoader(base: URL): Host["asset"] {
  const parts = new Map<AssetName, Promise<Uint8Array>>();
  return async (name) => {
    const address = new URL(name, base);
    const part = parts.get(name) ?? fetchBytes(address, (got, cause) => assetMissingError(address, got, cause));
    parts.set(name, part);
    part.catch(() => parts.delete(name));
    return await part;
  };
}

function assetMissingError(address: URL, got: Text, cause?: unknown): OmakaseError {
  return new OmakaseError(
    "option",
    { where: address.href, ...browserText.browserAssetLoader.assetMissing({ got }) },
    { cause },
  );
}
