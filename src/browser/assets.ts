import { OmakaseError, type Text } from "../error.ts";
import type { AssetName, Host } from "../host.ts";

/** Fetches parts from a folder of the web; each once, however often it is asked for. */
export function browserAssets(base: URL): Host["asset"] {
  const parts = new Map<AssetName, Promise<Uint8Array>>();
  return async (name) => {
    const part = parts.get(name) ?? fetchPart(new URL(name, base));
    parts.set(name, part);
    part.catch(() => parts.delete(name));
    return await part;
  };
}

async function fetchPart(address: URL): Promise<Uint8Array> {
  let answer: Response;
  try {
    answer = await fetch(address);
  } catch (error) {
    throw missing(address, { ja: "つながらないサーバー", en: "a server that does not answer" }, error);
  }
  // Servers of single-page applications answer with their page where there is nothing.
  const page = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (!answer.ok || page) {
    await answer.body?.cancel();
    const { status } = answer;
    throw missing(
      address,
      page ? { ja: "ページ", en: "a page" } : { ja: `応答 ${status}`, en: `the answer ${status}` },
    );
  }
  return new Uint8Array(await answer.arrayBuffer());
}

function missing(address: URL, got: Text, cause?: unknown): OmakaseError {
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
