/** Anomaly score of each cell of an image: `[height, width]`, rows from the top; the unit depends on the source. */
export interface AnomalyMap {
  readonly values: Float32Array;
  /** Cells across. */
  readonly width: number;
  /** Cells down. */
  readonly height: number;
}

/** Number of highest cells that count for an image: a single one may be noise. */
const cellsCounted = 4;

/** Returns the anomaly score of an image: the mean of the four highest cells. */
export function peakScore({ values }: AnomalyMap): number {
  const falling = values.slice().sort().subarray(-cellsCounted);
  return falling.reduce((sum, value) => sum + value, 0) / falling.length;
}

/**
 * Resizes a map, bilinear, aligned at cell centres.
 *
 * @param width - cells of the result across, such as the width of the picture, px.
 * @param height - cells of the result down.
 * @returns map of `[height, width]`.
 */
export function resizeMap(map: AnomalyMap, width: number, height: number): AnomalyMap {
  if (width === map.width && height === map.height) return map;
  const values = new Float32Array(width * height);
  const columns = interpolationPlaces(map.width, width);
  for (const [row, y] of interpolationPlaces(map.height, height).entries()) {
    const [above, below] = [y.first * map.width, y.second * map.width];
    for (let column = 0; column < width; column++) {
      const x = columns[column];
      const upper = map.values[above + x.first] * (1 - x.part) + map.values[above + x.second] * x.part;
      const lower = map.values[below + x.first] * (1 - x.part) + map.values[below + x.second] * x.part;
      values[row * width + column] = upper * (1 - y.part) + lower * y.part;
    }
  }
  return { values, width, height };
}

/** Returns the two cells that each cell of the result lies between, and the share of the second one. */
function interpolationPlaces(from: number, to: number) {
  return Array.from({ length: to }, (_, at) => {
    const exact = Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5));
    const first = Math.floor(exact);
    return { first, second: Math.min(from - 1, first + 1), part: exact - first };
  });
}
