import { OmakaseError, type Text } from "../error.ts";
import { isGzip } from "../image/index.ts";
import { fetchBytes } from "./fetch-bytes.ts";
import { browserText } from "../text/index.ts";

/**
 * Fetches the bytes at an address and unpacks them where they are gzipped: plain file servers compress nothing, so
 * the files are stored compressed; other servers unpack them in transit.
 *
 * @param address - address of the file, as it is or gzipped.
 * @returns the unpacked bytes.
 * @throws OmakaseError `device` when the download fails.
 */
export async function fetchBinary(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchBytes(address, (got, cause) => binaryMissingError(address, got, cause));
  if (!isGzip(bytes)) return bytes;
  try {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (error) {
    throw binaryMissingError(address, browserText.fetchBinary.unreadable, error);
  }
}

function binaryMissingError(address: URL, got: Text, cause?: unknown): OmakaseError {
  return new OmakaseError(
    "device",
    { where: address.href, ...browserText.fetchBinary.binaryMissing({ got }) },
    { cause },
  );
}
