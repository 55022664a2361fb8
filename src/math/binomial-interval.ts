/**
 * Returns the exact 95 % confidence interval of a probability (Clopper & Pearson 1934).
 *
 * @param hits - number of successes, 0 … `count`; between two whole numbers, the wider end counts on either side.
 * @param count - number of independent trials, at least 1.
 * @returns lower and upper bound, 0–1.
 */
export function binomialInterval(hits: number, count: number): readonly [number, number] {
  const [few, many] = [Math.floor(hits), Math.ceil(hits)];
  const tail = 0.025;
  const lower = few === 0 ? 0 : bisect((p) => 1 - binomialTail(few - 1, count, p) < tail);
  const upper = many === count ? 1 : bisect((p) => binomialTail(many, count, p) > tail);
  return [lower, upper];
}

/** Returns the border below which a condition holds, 0–1. */
function bisect(holds: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Returns the probability of at most `hits` successes; 0 < p < 1. */
function binomialTail(hits: number, count: number, p: number): number {
  let logTerm = count * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let at = 1; at <= hits; at++) {
    logTerm += Math.log((count - at + 1) / at) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
