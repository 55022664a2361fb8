import type { Random } from "../tensor/index.ts";
import { defectShape } from "./defect-shape.ts";

/** Change of a value, of the range of 2, that counts as fully visible. */
const visible = 0.2;
/** Share of visibly changed pixels, 0–1, from which a cell counts as defective. */
const leastShare = 0.3;

/** Shape of an image and of its defect mask; see {@link addSyntheticDefect}. */
export interface DefectGrid {
  readonly size: number;
  readonly channels: 1 | 3;
  /** Side of a cell, px. */
  readonly cell: number;
}

/**
 * Adds a synthetic defect to an image, in place: a patch of another image, a patch of the same image from elsewhere or
 * nearby (CutPaste, Li et al. 2021), a smooth, rough or mottled colour (as in DRÆM, Zavrtanik et al. 2021), or a stain,
 * within a random outline. It imitates no particular defect.
 *
 * @param picture - `[channel, size, size]` in [−1, 1].
 * @param other - another image of the same shape.
 * @param grid - size and channels of the image, and the side of a mask cell, px.
 * @param random - random stream.
 * @returns defect mask `[size / cell, size / cell]`: 1 where the defect is visible, else 0.
 */
export function addSyntheticDefect(
  picture: Float32Array,
  other: Float32Array,
  { size, channels, cell }: DefectGrid,
  random: Random,
): Uint8Array {
  const shape = defectShape(size, random);
  const opacity = random.uniform() < 0.5 ? 1 : 0.4 + 0.6 * random.uniform();
  const fill = defectFill(picture, other, { size, channels, cell }, random);
  const plane = size * size;
  const side = size / cell;
  const changed = new Float32Array(side * side);
  for (let at = 0; at < plane; at++) {
    if (shape[at] === 0) continue;
    let most = 0;
    for (let channel = 0; channel < channels; channel++) {
      const place = channel * plane + at;
      const value = Math.min(1, Math.max(-1, fill(channel, at)));
      const change = shape[at] * opacity * (value - picture[place]);
      picture[place] += change;
      most = Math.max(most, Math.abs(change));
    }
    const row = Math.floor(at / size / cell);
    changed[row * side + Math.floor((at % size) / cell)] += Math.min(1, most / visible);
  }
  return Uint8Array.from(changed, (pixels) => (pixels >= leastShare * cell * cell ? 1 : 0));
}

type DefectFill = (channel: number, at: number) => number;

/** Draws the filling of a defect: a function from channel and pixel to a value. */
function defectFill(
  picture: Float32Array,
  other: Float32Array,
  { size, channels }: DefectGrid,
  random: Random,
): DefectFill {
  const kind = random.uniform();
  if (kind < 0.25) return pastedFill(other, size, random.integer(size), random.integer(size), random);
  if (kind < 0.35) return pastedFill(picture.slice(), size, random.integer(size), random.integer(size), random);
  if (kind < 0.5) {
    const [turn, far] = [2 * Math.PI * random.uniform(), (0.06 + 0.2 * random.uniform()) * size];
    const near = (along: number) => (Math.round(along * far) + size) % size;
    return pastedFill(picture.slice(), size, near(Math.cos(turn)), near(Math.sin(turn)), random);
  }
  if (kind < 0.85) return colouredFill(other, { size, channels, cell: 1 }, random);
  const gains = Array.from({ length: channels }, () => 0.3 + 1.2 * random.uniform());
  const shift = 1.2 * (random.uniform() - 0.5);
  const plane = size * size;
  return (channel, at) => picture[channel * plane + at] * gains[channel] + shift;
}

/** Fills with a shifted image; half of the fillings change brightness. */
function pastedFill(from: Float32Array, size: number, right: number, down: number, random: Random): DefectFill {
  const plane = size * size;
  const gain = random.uniform() < 0.5 ? 1 : 0.7 + 0.6 * random.uniform();
  const shift = random.uniform() < 0.5 ? 0 : 0.6 * (random.uniform() - 0.5);
  return (channel, at) => {
    const row = (Math.floor(at / size) + down) % size;
    return from[channel * plane + row * size + (((at % size) + right) % size)] * gain + shift;
  };
}

/** Fills with one colour, or mixes two in blotches; smooth or rough. */
function colouredFill(other: Float32Array, { size, channels }: DefectGrid, random: Random): DefectFill {
  const plane = size * size;
  const one = (): readonly number[] => {
    const greyish = random.uniform() < 0.5 ? 0.85 : 0;
    const base = 2 * random.uniform() - 1;
    const drawn = Array.from({ length: channels }, () => greyish * base + (1 - greyish) * (2 * random.uniform() - 1));
    const pixel = random.integer(plane);
    return random.uniform() < 0.3 ? drawn.map((_, channel) => other[channel * plane + pixel]) : drawn;
  };
  const [first, second] = [one(), one()];
  const rough = random.uniform() < 0.5 ? 0.25 * random.uniform() : 0;
  const grain = random.normals(61); // a prime, so that rows of usual widths show no pattern
  const mottled = random.uniform() < 0.4;
  const waves = Array.from({ length: 4 }, () => {
    const [turn, rate] = [2 * Math.PI * random.uniform(), ((8 + 24 * random.uniform()) * 2 * Math.PI) / size / 4];
    return { x: rate * Math.cos(turn), y: rate * Math.sin(turn), phase: 2 * Math.PI * random.uniform() };
  });
  return (channel, at) => {
    const base = first[channel] + rough * grain[at % grain.length];
    if (!mottled) return base;
    const [column, row] = [at % size, Math.floor(at / size)];
    const sum = waves.reduce((total, { x, y, phase }) => total + Math.sin(x * column + y * row + phase), 0);
    return base + (second[channel] - first[channel]) * Math.min(1, Math.max(0, 0.5 + 0.5 * sum));
  };
}
