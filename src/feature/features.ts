/** Feature vectors of some pictures, one point in feature space for each. */
export interface Features {
  /** `[count, width]`, row-major. */
  readonly values: Float32Array | Float64Array;
  readonly count: number;
  /** Dimension of a feature vector. */
  readonly width: number;
}

/** Selects rows, in the order of `indices`. */
export function selectFeatures({ values, width }: Features, indices: ArrayLike<number>): Features {
  const selected = new Float32Array(indices.length * width);
  for (let at = 0; at < indices.length; at++)
    selected.set(values.subarray(indices[at] * width, (indices[at] + 1) * width), at * width);
  return { values: selected, count: indices.length, width };
}

/** Concatenates the rows of several sets of the same width. */
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
