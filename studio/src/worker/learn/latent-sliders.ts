import type { Device } from "omakase/studio";
import autoencoder from "../../../../lesson/02-autoencoder/lesson.ts";
import weights from "../../../../lesson/02-autoencoder/model/autoencoder.safetensors.gz?url";
import type { Pixels } from "../rendered-picture.ts";
import { decodePixels, lessonPictureSize, lessonPixels, loadLessonPictures, openLessonModel } from "./lesson-model.ts";

/** Pictures to choose from, with what the encoder says of them. */
export interface EncodedPictures {
  readonly pictures: readonly Pixels[];
  /** Latents of the pictures, 16 numbers each. */
  readonly latents: readonly (readonly number[])[];
  /** Largest absolute value of each number among the pictures. */
  readonly reach: readonly number[];
}

/** Opens the autoencoder of chapter 2, trained by the chapter's own program. */
export async function createLatentSliders(device: Device, assets: URL) {
  const { sampler } = await openLessonModel(autoencoder({ size: lessonPictureSize }), weights, device);
  const encode = async (): Promise<EncodedPictures> => {
    const images = await loadLessonPictures(assets);
    const pictures = lessonPixels(images);
    const all = await sampler.encode(images, pictures.length);
    const latents = pictures.map((_, at) => [...all.subarray(at * sampler.latent, (at + 1) * sampler.latent)]);
    const reach = latents[0].map((_, axis) => Math.max(...latents.map((latent) => Math.abs(latent[axis]))));
    return { pictures, latents, reach };
  };
  let encoded: Promise<EncodedPictures> | undefined;
  return {
    /** Encodes the pictures, once. */
    pictures: () => (encoded ??= encode()),
    /** Decodes 16 numbers. */
    decode: async (latent: readonly number[]): Promise<Pixels> =>
      (await decodePixels(sampler, Float32Array.from(latent), 1))[0],
  };
}
