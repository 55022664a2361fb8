import { internalError } from "../error.ts";
import type { FitMode, Picture } from "../image/index.ts";
import type { Dataset } from "./dataset.ts";
import { datasetFromStore } from "./dataset-from-store.ts";
import { pictureByteLength, toPlanes, type PictureSpec } from "./picture-store.ts";
import type { TagColumn } from "./tag.ts";

/** Options of {@link datasetFromPictures}. */
export interface DatasetFromPicturesOptions {
  /** Name of the data set. Default `pictures`. */
  readonly name?: string;
  /** Width and height, px. Default: the smaller side of the first picture. */
  readonly size?: number;
  /** 1: grey, 3: RGB. Default: 1 when all pictures are grey, else 3. */
  readonly channels?: 1 | 3;
  /** Tags of the pictures. Default: none. */
  readonly tags?: readonly TagColumn[];
  /** Method that makes pictures square. Default `crop`. */
  readonly fit?: FitMode;
  /** Inputs of pairs, in the same order. Default: none. */
  readonly inputs?: readonly Picture[];
}

/**
 * Builds a data set from pictures in memory.
 *
 * @param pictures - at least one.
 *
 * @example
 * ```ts
 * const set = datasetFromPictures([sushi.picture(0), sushi.picture(1)].length ? await Promise.all([sushi.picture(0), sushi.picture(1)]) : []);
 * set.count; // 2
 * ```
 */
export function datasetFromPictures(pictures: readonly Picture[], options: DatasetFromPicturesOptions = {}): Dataset {
  if (pictures.length === 0) throw internalError("fromPictures: no pictures");
  const form: PictureSpec = {
    size: options.size ?? Math.min(pictures[0].width, pictures[0].height),
    channels: options.channels ?? (pictures.every(({ channels }) => channels === 1) ? 1 : 3),
    fit: options.fit ?? "crop",
  };
  const { inputs } = options;
  const all = pictures.map((picture) => toPlanes(picture, form));
  const bytesEach = pictureByteLength(form);
  return datasetFromStore({
    name: options.name ?? "pictures",
    size: form.size,
    channels: form.channels,
    count: pictures.length,
    tags: options.tags,
    inputs: inputs && datasetFromPictures(inputs, { name: options.name, size: form.size }),
    nameOf: (index) => `${index}`,
    originalSize: (index) => [pictures[index].width, pictures[index].height],
    fullPicture: (index) => Promise.resolve(pictures[index]),
    store: {
      bytesEach,
      read(indices) {
        const bytes = new Uint8Array(indices.length * bytesEach);
        for (let at = 0; at < indices.length; at++) bytes.set(all[indices[at]], at * bytesEach);
        return Promise.resolve(bytes);
      },
    },
  });
}
