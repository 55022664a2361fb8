import { browserHost, fetchBinary } from "omakase/browser";
import type { Model } from "omakase";
import { createSampler, openDataset, readSafetensors, toPictures, type Device, type Sampler } from "omakase/studio";
import { pixelsFromPicture, type Pixels } from "../rendered-picture.ts";

/** Size of the pictures of chapters 2 and 3, px. */
export const lessonPictureSize = 32;

/** Number of pictures to choose from in chapter 2. */
const pictureCount = 8;

/** A trained model that comes with a chapter. */
export interface LessonModel {
  readonly sampler: Sampler;
  /** Places of pictures on its map, x and y by turns; empty where none were packed. */
  readonly places: Float32Array<ArrayBuffer>;
}

/** Fetches the weights of a chapter's model; `script/pack-lesson-models.mjs` made them. */
export async function openLessonModel(model: Model, address: string, device: Device): Promise<LessonModel> {
  const { weights } = readSafetensors(await fetchBinary(new URL(address, location.href)), address);
  const picture = { size: lessonPictureSize, channels: 3 } as const;
  const sampler = createSampler({ model, picture, weights, device });
  return { sampler, places: Float32Array.from(weights.get("places")?.values ?? []) };
}

let pictures: Promise<Float32Array> | undefined;

/** Loads pictures that the models learned from, once: `[8, 3, 32, 32]` in [−1, 1]. */
export function loadLessonPictures(assets: URL): Promise<Float32Array> {
  return (pictures ??= drawPictures(assets));
}

async function drawPictures(assets: URL): Promise<Float32Array> {
  const host = browserHost({ assets, cache: false });
  const sushi = await openDataset("sushi", host, { size: lessonPictureSize, count: pictureCount });
  return Float32Array.from(await sushi.batch([...Array(pictureCount).keys()]));
}

/** Decodes latents to pixels, as few as are needed at a time. */
export async function decodePixels(sampler: Sampler, latents: Float32Array, count: number): Promise<Pixels[]> {
  return lessonPixels(await sampler.decode(latents, count));
}

/** Converts images, `[count, 3, 32, 32]` in [−1, 1], to pixels. */
export function lessonPixels(images: Float32Array): Pixels[] {
  const side = lessonPictureSize;
  return toPictures(images, { channels: 3, height: side, width: side }).map(pixelsFromPicture);
}
