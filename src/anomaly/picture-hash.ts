import { sha256 } from "../checkpoint/index.ts";
import { flattenAlpha } from "../image/index.ts";
import type { AnomalyModel } from "./anomaly-model.ts";
import type { ImageChunk } from "./image-chunk.ts";

/** Returns the SHA-256 of an image at its own size, in the channels of a model: files with the same pixels are equal. */
export async function pictureHash(
  { picture }: Pick<AnomalyModel, "picture">,
  images: ImageChunk,
  at: number,
): Promise<string> {
  const { width, height, channels, pixels } = flattenAlpha(await images.fullPicture(at), picture.channels);
  const head = new TextEncoder().encode(`${width} ${height} ${channels} `);
  const bytes = new Uint8Array(head.length + pixels.length);
  bytes.set(head);
  bytes.set(pixels, head.length);
  return sha256(bytes);
}
