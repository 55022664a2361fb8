/**
 * Damages real pictures as generated ones are damaged: blur, noise, bent shapes, two pictures in one, and the grid that
 * transposed convolutions leave. A network that has learned to say how much of each there is cannot be blind to it.
 */

/** Kinds of damage, with the least and the most there is of each; 0 is none. */
export const degradations = {
  blur: { low: 0.5, high: 2.5 }, // standard deviation, px of 64
  noise: { low: 0.03, high: 0.25 }, // standard deviation, in [−1, 1]
  bend: { low: 1, high: 4 }, // furthest shift, px of 64
  mix: { low: 0.15, high: 0.5 }, // share of another picture
  grid: { low: 0.03, high: 0.2 }, // height of a checkerboard, in [−1, 1]
};

/** Probability of each kind. */
const degradationProbability = 0.15;

/** Samples the amount of each kind of damage; most amounts are 0. */
export function sampleDegradation(stream) {
  return Object.fromEntries(
    Object.entries(degradations).map(([name, { low, high }]) => {
      const amount = low + (high - low) * stream.uniform();
      return [name, stream.uniform() < degradationProbability ? amount : 0];
    }),
  );
}

/**
 * Damages a picture, in place.
 *
 * @param picture - `[channel, size, size]`.
 * @param other - another one, for `mix`.
 */
export function degrade(picture, other, size, { blur, noise, bend, mix, grid }, stream) {
  if (mix > 0) for (let at = 0; at < picture.length; at++) picture[at] += mix * (other[at] - picture[at]);
  if (bend > 0) bendShapes(picture, size, bend, stream);
  if (blur > 0) blurPicture(picture, size, blur);
  if (grid > 0) {
    const period = 1 + stream.integer(2);
    for (let at = 0; at < picture.length; at++) {
      const [x, y] = [at % size, Math.floor(at / size) % size];
      picture[at] += (Math.floor(x / period) + Math.floor(y / period)) % 2 ? grid : -grid;
    }
  }
  if (noise > 0) for (let at = 0; at < picture.length; at++) picture[at] += noise * stream.normal();
  for (let at = 0; at < picture.length; at++) picture[at] = Math.min(1, Math.max(-1, picture[at]));
}

function blurPicture(picture, size, std) {
  const reach = Math.ceil(2.5 * std);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-(((at - reach) / std) ** 2) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const copy = new Float32Array(picture.length);
  const inside = (at) => Math.min(size - 1, Math.max(0, at));
  for (const [from, to, across] of [
    [picture, copy, true],
    [copy, picture, false],
  ]) {
    for (let at = 0; at < picture.length; at++) {
      const x = at % size;
      const y = Math.floor(at / size) % size;
      const plane = at - y * size - x;
      let sum = 0;
      for (let step = -reach; step <= reach; step++)
        sum +=
          weights[step + reach] * from[plane + (across ? y * size + inside(x + step) : inside(y + step) * size + x)];
      to[at] = sum / total;
    }
  }
}

/** Moves everything along slow waves. */
function bendShapes(picture, size, amount, stream) {
  const waves = Array.from({ length: 4 }, () => ({
    x: (0.5 + 2 * stream.uniform()) * (2 * Math.PI) * (stream.integer(2) ? 1 : -1),
    y: (0.5 + 2 * stream.uniform()) * (2 * Math.PI),
    phase: 2 * Math.PI * stream.uniform(),
  }));
  const wave = ({ x, y, phase }, column, row) => Math.sin((x * column + y * row) / size + phase);
  const copy = Float32Array.from(picture);
  const plane = size * size;
  for (let at = 0; at < plane; at++) {
    const [column, row] = [at % size, Math.floor(at / size)];
    const shift = (one, two) => ((wave(waves[one], column, row) + wave(waves[two], column, row)) / 2) * amount;
    const x = Math.min(size - 1.001, Math.max(0, column + shift(0, 1)));
    const y = Math.min(size - 1.001, Math.max(0, row + shift(2, 3)));
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, low] = [x - left, y - top];
    for (let from = top * size + left, to = at; to < picture.length; from += plane, to += plane) {
      const upper = copy[from] * (1 - right) + copy[from + 1] * right;
      const lower = copy[from + size] * (1 - right) + copy[from + size + 1] * right;
      picture[to] = upper * (1 - low) + lower * low;
    }
  }
}
