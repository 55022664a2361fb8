/** What a feature network sees in some pictures: a point in feature space for each. */
export interface Features {
  /** `[count, width]`, row-major. */
  readonly values: Float32Array | Float64Array;
  readonly count: number;
  /** How many numbers a picture has. */
  readonly width: number;
}

/** The features of some of the pictures, in the order given. */
export function selectFeatures({ values, width }: Features, indices: ArrayLike<number>): Features {
  const selected = new Float32Array(indices.length * width);
  for (let at = 0; at < indices.length; at++)
    selected.set(values.subarray(indices[at] * width, (indices[at] + 1) * width), at * width);
  return { values: selected, count: indices.length, width };
}

/** The features of several sets of pictures one after the other; all have the same width. */
export function joinFeatures(pieces: readonly Features[]): Features {
  const [{ width }] = pieces;
  const count = pieces.reduce((sum, piece) => sum + piece.count, 0);
  const values = new Float32Array(count * width);
  let at = 0;
  for (const piece of pieces) {
    values.set(piece.values, at);
    at += piece.values.length;
  }
  return { values, count, width };
}
