/** How odd each cell of a picture is: `[side, side]`, rows from the top; the unit is that of whoever measured it. */
export interface AnomalyMap {
  readonly values: Float32Array;
  readonly side: number;
}

/** Cells that count for a picture: one alone may be an accident. */
const cellsCounted = 4;

/** The oddness of a picture: the mean of its four oddest cells. */
export function peakScore({ values }: AnomalyMap): number {
  const falling = values.slice().sort().subarray(-cellsCounted);
  return falling.reduce((sum, value) => sum + value, 0) / falling.length;
}

/** The same map with another number of cells, bilinear, the centres of the cells where they were. */
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
