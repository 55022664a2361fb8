/** Anomaly score of each cell of an image: `[side, side]`, rows from the top; the unit depends on the source. */
export interface AnomalyMap {
  readonly values: Float32Array;
  readonly side: number;
}

/** Number of highest cells that count for an image: a single one may be noise. */
const cellsCounted = 4;

/** Returns the anomaly score of an image: the mean of the four highest cells. */
export function peakScore({ values }: AnomalyMap): number {
  const falling = values.slice().sort().subarray(-cellsCounted);
  return falling.reduce((sum, value) => sum + value, 0) / falling.length;
}

/** Resizes a map to `to × to` cells, bilinear, aligned at cell centres. */
export function resizeMap({ values, side }: AnomalyMap, to: number): AnomalyMap {
  if (to === side) return { values, side };
  const stretchedValues = new Float32Array(to * to);
  const place = (at: number) => {
    const exact = Math.min(side - 1, Math.max(0, ((at + 0.5) * side) / to - 0.5));
    const first = Math.floor(exact);
    return { first, second: Math.min(side - 1, first + 1), part: exact - first };
  };
  const places = Array.from({ length: to }, (_, at) => place(at));
  for (let row = 0; row < to; row++) {
    const y = places[row];
    for (let column = 0; column < to; column++) {
      const x = places[column];
      const above = values[y.first * side + x.first] * (1 - x.part) + values[y.first * side + x.second] * x.part;
      const below = values[y.second * side + x.first] * (1 - x.part) + values[y.second * side + x.second] * x.part;
      stretchedValues[row * to + column] = above * (1 - y.part) + below * y.part;
    }
  }
  return { values: stretchedValues, side: to };
}
