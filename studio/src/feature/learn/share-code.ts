/** Packs a program into letters that may stand in an address. */
export async function packCode(code: string): Promise<string> {
  const bytes = await piped(new TextEncoder().encode(code), new CompressionStream("deflate-raw"));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Longest program that a link may hold, bytes: a link may be a trap. */
const maxBytes = 200_000;

/** Unpacks a program of {@link packCode}; undefined if the letters are damaged. */
export async function unpackCode(packed: string): Promise<string | undefined> {
  try {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(await piped(bytes, new DecompressionStream("deflate-raw")));
  } catch {
    return undefined;
  }
}

async function piped(bytes: Uint8Array<ArrayBuffer>, stream: TransformStream): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const all: number[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    all.push(...(part.value as Uint8Array));
    if (all.length > maxBytes) throw new RangeError("too long");
  }
  return Uint8Array.from(all);
}
