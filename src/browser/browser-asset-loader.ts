import { OmakaseError, type Text } from "../error.ts";
import type { AssetName, Host } from "../host.ts";
import { fetchBytes } from "./fetch-bytes.ts";

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
    {
      where: address.href,
      expected: { ja: "omakase の部品のファイル", en: "a part that comes along with omakase" },
      got,
      remedy: {
        ja: "nodeHost().asset(名前) の内容を、その名前でこの場所に置いてください",
        en: "Put what nodeHost().asset(name) gives there, under that name",
      },
    },
    { cause },
  );
}
