import { isGzip } from "../image/index.ts";

/**
 * Bytes in less room: those at even places, then those at odd ones, by gzip. The halves of float16 numbers are of two
 * kinds, one that repeats itself (sign and exponent) and one that does not; side by side they hide it. A weight takes
 * 13.7 bits then, and 14.8 by gzip alone (a VAE, a GAN and two models with attributes). Plain file servers compress
 * nothing, so it is done here.
 */
export async function gzipWeights(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const half = Math.ceil(bytes.length / 2);
  const parted = new Uint8Array(bytes.length);
  bytes.forEach((byte, at) => (parted[(at >> 1) + (at % 2) * half] = byte));
  return await pipeThroughStream(parted, new CompressionStream("gzip"));
}

/** Whether bytes are what {@link gzipWeights} made, not a safetensors file: the first byte of one is a multiple of 8. */
export function isGzippedWeights(bytes: Uint8Array): boolean {
  return isGzip(bytes);
}

/**
 * What was squeezed.
 *
 * @throws TypeError when the bytes are damaged.
 */
export async function gunzipWeights(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parted = await pipeThroughStream(bytes, new DecompressionStream("gzip"));
  const half = Math.ceil(parted.length / 2);
  return new Uint8Array(parted.length).map((_, at) => parted[(at >> 1) + (at % 2) * half]);
}

async function pipeThroughStream(bytes: Uint8Array, stream: CompressionStream | DecompressionStream) {
  const given = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return new Uint8Array(await new Response(given.pipeThrough(stream)).arrayBuffer());
}
