import type { Random } from "../tensor/index.ts";

/** Image side, px, that all lengths below refer to. */
const unit = 64;

/**
 * Draws the outline of a synthetic defect: a bent stroke, a ragged blob, or a few small blobs.
 *
 * @param size - side of the image, px.
 * @returns opacity `[size, size]`, rows from the top, 0–1.
 */
export function defectShape(size: number, random: Random): Float32Array {
  const shape = new Float32Array(size * size);
  const scale = size / unit;
  // mostly near the middle, where the object usually is
  const place = () => (0.08 + 0.42 * (random.uniform() + random.uniform())) * size;
  const [x, y] = [place(), place()];
  const kind = random.uniform();
  if (kind < 0.3) stroke(shape, size, x, y, random);
  else if (kind < 0.45) {
    const radius = (1.5 + 2 * random.uniform()) * scale;
    for (let count = 2 + random.integer(6); count > 0; count--)
      spot(shape, size, x + 3.5 * scale * random.normal(), y + 3.5 * scale * random.normal(), radius, random);
  } else spot(shape, size, x, y, (2 + 9 * random.uniform() ** 1.3) * scale, random);
  return shape;
}

function stroke(shape: Float32Array, size: number, fromX: number, fromY: number, random: Random): void {
  const scale = size / unit;
  const wide = (0.5 + 1.3 * random.uniform() ** 2) * scale;
  const length = (8 + 26 * random.uniform()) * scale;
  let [x, y, turn] = [fromX, fromY, random.uniform() * 2 * Math.PI];
  let curl = (0.06 * random.normal()) / scale;
  for (let done = 0; done < length; done += 0.5) {
    x += 0.5 * Math.cos(turn);
    y += 0.5 * Math.sin(turn);
    turn += 0.5 * curl;
    curl += (0.01 * random.normal()) / scale;
    around(shape, size, x, y, wide + 1, (right, down) => wide - Math.hypot(right, down) + 0.5);
  }
}

function spot(shape: Float32Array, size: number, x: number, y: number, radius: number, random: Random): void {
  const [across, down] = [0.7 + 0.6 * random.uniform(), 0.7 + 0.6 * random.uniform()];
  const turn = random.uniform() * Math.PI;
  const ragged = 0.15 * random.uniform();
  const phases = [2, 3, 5].map((waves) => ({ waves, phase: random.uniform() * 2 * Math.PI }));
  const soft = 0.5 + (random.uniform() < 0.3 ? (3 * random.uniform() * size) / unit : 0.5);
  around(shape, size, x, y, 2 * radius + 3, (right, below) => {
    const along = (right * Math.cos(turn) + below * Math.sin(turn)) / (radius * across);
    const aside = (below * Math.cos(turn) - right * Math.sin(turn)) / (radius * down);
    const angle = Math.atan2(aside, along);
    const edge = phases.reduce((sum, { waves, phase }) => sum + ragged * Math.sin(waves * angle + phase), 1);
    return ((edge - Math.hypot(along, aside)) * radius) / soft + 0.5;
  });
}

/** Raises the pixels around a point to `strength` of their offset, clamped to 0–1. */
function around(
  shape: Float32Array,
  size: number,
  x: number,
  y: number,
  reach: number,
  strength: (right: number, down: number) => number,
): void {
  const inside = (at: number) => Math.min(size - 1, Math.max(0, at));
  for (let row = inside(Math.floor(y - reach)); row <= inside(Math.ceil(y + reach)); row++) {
    for (let column = inside(Math.floor(x - reach)); column <= inside(Math.ceil(x + reach)); column++) {
      const value = Math.min(1, strength(column - x, row - y));
      if (value > shape[row * size + column]) shape[row * size + column] = value;
    }
  }
}
