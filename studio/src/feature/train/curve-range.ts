/** Lines shorter than this are shown whole. */
const fewPoints = 40;
/** Share of a training that counts as its first steps. */
const firstShare = 0.03;

/**
 * Returns the largest value that a chart has to show: of the first steps only what is not far above all later ones. An
 * untrained network's loss would press the rest of the curve to the ground; the line comes in through the top instead.
 *
 * @param columns - values of each line; undefined or null where a line has no point.
 */
export function largestShown(columns: readonly ArrayLike<number | null | undefined>[]): number {
  let [lowest, highest, highestLater] = [Infinity, -Infinity, -Infinity];
  for (const column of columns) {
    const values = Array.from(column).filter((value) => typeof value === "number");
    const first = values.length < fewPoints ? 0 : Math.ceil(firstShare * values.length);
    for (const [at, value] of values.entries()) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      if (at >= first) highestLater = Math.max(highestLater, value);
    }
  }
  if (highest === -Infinity) return 0;
  return highest - lowest > 2 * (highestLater - lowest) && highestLater > lowest ? highestLater : highest;
}
