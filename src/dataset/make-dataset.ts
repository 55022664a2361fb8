import { internal, type Text } from "../error.ts";
import type { Dataset, Skipped } from "./dataset.ts";
import { fromForm, type PictureStore } from "./picture-store.ts";
import type { TagColumn } from "./tag.ts";

/** All that {@link makeDataset} cannot work out. */
export interface DatasetParts {
  readonly name: string;
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  readonly store: PictureStore;
  readonly nameOf: (index: number) => string;
  readonly originalSize: (index: number) => readonly [number, number];
  readonly tags?: readonly TagColumn[];
  readonly skipped?: readonly Skipped[];
  readonly notices?: readonly Text[];
  readonly credit?: Text;
  readonly inputs?: Dataset;
}

/** A data set over stored pixels. */
export function makeDataset(parts: DatasetParts): Dataset {
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
  } = parts;
  if (inputs && (inputs.count !== count || inputs.size !== size))
    throw internal(`${name}: inputs that are no partners`);
  const pixels = (indices: ArrayLike<number>): Promise<Uint8Array> => {
    for (let at = 0; at < indices.length; at++) {
      if (!(indices[at] >= 0 && indices[at] < count)) throw internal(`${name}: no picture ${indices[at]} of ${count}`);
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
      return fromForm(await pixels([index]), { size, channels });
    },
  };
}

/** 0 … 255 as −1 … 1. */
const levels = new Float32Array(256).map((_, level) => level / 127.5 - 1);

/** Rows of `size` bytes as numbers; the pictures whose flip is set are mirrored on the way. */
function toNumbers(bytes: Uint8Array, size: number, flips?: ArrayLike<number>): Float32Array {
  const values = new Float32Array(bytes.length);
  if (!flips) {
    for (let at = 0; at < bytes.length; at++) values[at] = levels[bytes[at]];
    return values;
  }
  const each = bytes.length / flips.length;
  for (let index = 0; index < flips.length; index++) {
    const step = flips[index] ? -1 : 1;
    for (let row = index * each; row < (index + 1) * each; row += size) {
      let to = flips[index] ? row + size - 1 : row;
      for (let from = row; from < row + size; from++, to += step) values[to] = levels[bytes[from]];
    }
  }
  return values;
}
