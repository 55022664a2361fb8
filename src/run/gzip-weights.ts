import { isGzip } from "../image/index.ts";

/**
 * Compresses weights: bytes at even offsets, then bytes at odd ones, by gzip. The high bytes of float16 numbers (sign
 * and exponent) repeat themselves, the low ones do not; interleaving hides that. A weight takes 13.7 bits, and 14.8 by
 * gzip alone (measured on a VAE, a GAN and two conditional GANs). Plain file servers do not compress.
 */
export async function gzipWeights(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const half = Math.ceil(bytes.length / 2);
  const parted = new Uint8Array(bytes.length);
  bytes.forEach((byte, at) => (parted[(at >> 1) + (at % 2) * half] = byte));
  return await pipeThroughStream(parted, new CompressionStream("gzip"));
}

/**
 * Returns whether bytes are the output of {@link gzipWeights}, not a safetensors file, whose first byte is a multiple
 * of 8.
 */
export function isGzippedWeights(bytes: Uint8Array): boolean {
  return isGzip(bytes);
}

/**
 * Decompresses the output of {@link gzipWeights}.
 *
 * @throws TypeError when the bytes are damaged.
 */
export async function gunzipWeights(gzipped: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parted = await pipeThroughStream(gzipped, new DecompressionStream("gzip"));
  const half = Math.ceil(parted.length / 2);
  const bytes = new Uint8Array(parted.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parted[(at >> 1) + (at % 2) * half];
  return bytes;
}

async function pipeThroughStream(bytes: Uint8Array, stream: CompressionStream | DecompressionStream) {
  const given = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return new Uint8Array(await new Response(given.pipeThrough(stream)).arrayBuffer());
}
