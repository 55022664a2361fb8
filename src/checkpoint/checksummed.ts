import type { Text } from "../error.ts";
import type { Weights } from "../device/index.ts";
import { damagedCheckpointError } from "./damaged-checkpoint-error.ts";
import { readSafetensors, type Safetensors } from "./read-safetensors.ts";
import { sha256 } from "./sha256.ts";
import { metadataName, writeSafetensors, type SafetensorsOptions } from "./write-safetensors.ts";

const digits = 64;
/** How the header of every sealed file begins; the hash of all bytes behind it follows. */
const opening = `{"${metadataName}":{"sha256":"`;
const hashAt = 8 + opening.length;

/** A safetensors file that any reader of the format opens, with a SHA-256 over everything so that damage shows. */
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
 * Reads such a file back.
 *
 * @param where - how an error calls the file.
 * @param other - what to call a file that was never one.
 * @throws OmakaseError `checkpoint` when it is damaged, or no such file.
 */
export async function readChecksummed(bytes: Uint8Array, where: string, other: Text): Promise<Safetensors> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(8, hashAt + digits));
  if (!head.startsWith(opening)) throw damagedCheckpointError(where, other);
  if (head.slice(opening.length) !== (await sha256(bytes.subarray(hashAt + digits))))
    throw damagedCheckpointError(where, {
      ja: "中身が壊れたファイル",
      en: "a damaged file (its SHA-256 does not match)",
    });
  return readSafetensors(bytes, where);
}
