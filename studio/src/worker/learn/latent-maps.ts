import type { Device } from "omakase/studio";
import vae from "../../../../lesson/03-vae/lesson.ts";
import autoencoderWeights from "../../../../lesson/03-vae/model/autoencoder.safetensors.gz?url";
import vaeWeights from "../../../../lesson/03-vae/model/vae.safetensors.gz?url";
import { mapReach } from "../../feature/learn/inside/map-reach.ts";
import type { Pixels } from "../rendered-picture.ts";
import { decodePixels, lessonPictureSize, openLessonModel } from "./lesson-model.ts";

/** Map of a model with two latent numbers. */
export interface LatentMap {
  /** Places of pictures, x and y by turns. */
  readonly places: Float32Array<ArrayBuffer>;
  /** Decoded pictures of a grid of places, from the upper left, row by row. */
  readonly tiles: readonly Pixels[];
}

/** Pictures along a side of the grid. */
const tilesPerSide = 11;

/** Opens the autoencoder and the VAE of chapter 3, trained by the chapter's own programs. */
export async function createLatentMaps(device: Device) {
  const model = vae({ size: lessonPictureSize }); // both decode in the same way
  const [first, second] = await Promise.all(
    [autoencoderWeights, vaeWeights].map((address) => openLessonModel(model, address, device)),
  );
  const grid = Float32Array.from(
    Array.from({ length: tilesPerSide ** 2 }, (_, at) => [
      tilePlace(at % tilesPerSide),
      -tilePlace(Math.floor(at / tilesPerSide)),
    ]).flat(),
  );
  const maps = [first, second] as const;
  return {
    /** Draws both maps: that of the autoencoder, then that of the VAE. */
    draw: (): Promise<LatentMap[]> =>
      Promise.all(
        maps.map(async ({ sampler, places }) => ({
          places,
          tiles: await decodePixels(sampler, grid, tilesPerSide ** 2),
        })),
      ),
    /** Decodes a place with both models. */
    decode: (x: number, y: number): Promise<Pixels[]> =>
      Promise.all(maps.map(async ({ sampler }) => (await decodePixels(sampler, Float32Array.of(x, y), 1))[0])),
  };
}

/** Returns the place of the middle of a tile along an axis. */
function tilePlace(at: number): number {
  return mapReach * ((2 * at + 1) / tilesPerSide - 1);
}
