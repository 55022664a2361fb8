import type { Text } from "../error.ts";
import type { Weights } from "../device/index.ts";
import { damagedCheckpointError } from "./damaged-checkpoint-error.ts";
import { readSafetensors, type Safetensors } from "./read-safetensors.ts";
import { sha256 } from "./sha256.ts";
import { metadataName, writeSafetensors, type SafetensorsOptions } from "./write-safetensors.ts";
import { checkpointText } from "../text/index.ts";

const digits = 64;
/** Beginning of the header of every checksummed file; the hash of all bytes behind it follows. */
const opening = `{"${metadataName}":{"sha256":"`;
const hashAt = 8 + opening.length;

/** Encodes weights as a safetensors file that any reader opens, with a SHA-256 over everything behind it. */
export async function writeChecksummed(
  weights: Weights,
  metadata: Readonly<Record<string, string>>,
  options?: SafetensorsOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = writeSafetensors(weights, { sha256: "0".repeat(digits), ...metadata }, options);
  bytes.set(new TextEncoder().encode(await sha256(bytes.subarray(hashAt + digits))), hashAt);
  return bytes;
}

/**
 * Decodes a checksummed safetensors file and verifies its SHA-256.
 * @param where - path of the file in errors.
 * @param other - description of a file without a checksum, for errors.
 * @throws OmakaseError `checkpoint` when it is damaged or has no checksum.
 */
export async function readChecksummed(bytes: Uint8Array, where: string, other: Text): Promise<Safetensors> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(8, hashAt + digits));
  if (!head.startsWith(opening)) throw damagedCheckpointError(where, other);
  if (head.slice(opening.length) !== (await sha256(bytes.subarray(hashAt + digits))))
    throw damagedCheckpointError(where, checkpointText.checksummed.wrongHash);
  return readSafetensors(bytes, where);
}
