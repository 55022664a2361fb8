import { internalError, type Text } from "../error.ts";
import type { Dataset, SkippedFile } from "./dataset.ts";
import { fromPlanes, type PictureStore } from "./picture-store.ts";
import type { TagColumn } from "./tag.ts";

/** Parts of the data set that {@link datasetFromStore} builds. */
export interface DatasetFromStoreOptions {
  readonly name: string;
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  readonly store: PictureStore;
  readonly nameOf: (index: number) => string;
  readonly originalSize: (index: number) => readonly [number, number];
  readonly tags?: readonly TagColumn[];
  readonly skipped?: readonly SkippedFile[];
  readonly notices?: readonly Text[];
  readonly credit?: Text;
  readonly inputs?: Dataset;
  readonly fullPicture?: Dataset["fullPicture"];
}

/** Builds a data set from stored pixels. */
export function datasetFromStore(parts: DatasetFromStoreOptions): Dataset {
  const {
    name,
    size,
    channels,
    count,
    store,
    nameOf,
    originalSize,
    tags = [],
    skipped = [],
    notices = [],
    credit,
    inputs,
    fullPicture,
  } = parts;
  if (inputs && (inputs.count !== count || inputs.size !== size))
    throw internalError(`${name}: inputs that are no partners`);
  const pixels = (indices: ArrayLike<number>): Promise<Uint8Array> => {
    for (let at = 0; at < indices.length; at++) {
      if (!(indices[at] >= 0 && indices[at] < count))
        throw internalError(`${name}: no picture ${indices[at]} of ${count}`);
    }
    return store.read(indices);
  };
  return {
    name,
    size,
    channels,
    count,
    tags,
    skipped,
    notices,
    credit,
    inputs,
    nameOf,
    originalSize,
    pixels,
    async batch(indices, flips) {
      return toNumbers(await pixels(indices), size, flips);
    },
    async picture(index) {
      return fromPlanes(await pixels([index]), { size, channels });
    },
    ...(fullPicture && { fullPicture }),
  };
}

/** Lookup table from levels 0 … 255 to −1 … 1. */
const normalizedLevels = new Float32Array(256).map((_, level) => level / 127.5 - 1);

/** Converts rows of `size` bytes to numbers; mirrors the pictures whose flip is set. */
function toNumbers(bytes: Uint8Array, size: number, flips?: ArrayLike<number>): Float32Array {
  const values = new Float32Array(bytes.length);
  if (!flips) {
    for (let at = 0; at < bytes.length; at++) values[at] = normalizedLevels[bytes[at]];
    return values;
  }
  const each = bytes.length / flips.length;
  for (let index = 0; index < flips.length; index++) {
    const step = flips[index] ? -1 : 1;
    for (let row = index * each; row < (index + 1) * each; row += size) {
      let to = flips[index] ? row + size - 1 : row;
      for (let from = row; from < row + size; from++, to += step) values[to] = normalizedLevels[bytes[from]];
    }
  }
  return values;
}
