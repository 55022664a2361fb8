import type { Random } from "../../tensor/index.ts";
import { flawShape } from "./flaw-shape.ts";

/** A change of this much, of the range of 2, counts fully. */
const visible = 0.2;
/** A cell belongs to a flaw when so many pixels of it changed visibly. */
const leastPixels = 0.75;

/** See {@link makeFlaw}. */
export interface FlawPlace {
  readonly size: number;
  readonly channels: 1 | 3;
  /** Width and height of a cell, px. */
  readonly cell: number;
}

/**
 * Puts an artificial flaw into a picture, in place: a piece of another picture, a piece of the picture itself from
 * elsewhere (CutPaste, Li et al. 2021), or a colour, smooth or rough, within a random outline (as DRÆM, Zavrtanik et al.
 * 2021, has it). It imitates no defect in particular.
 *
 * @param picture - `[channel, size, size]` in [−1, 1].
 * @param other - another one, of the same shape.
 * @returns `[size / cell, size / cell]`: 1 where the flaw can be seen, else 0.
 */
export function makeFlaw(
  picture: Float32Array,
  other: Float32Array,
  { size, channels, cell }: FlawPlace,
  random: Random,
): Uint8Array {
  const shape = flawShape(size, random);
  const opacity = 0.45 + 0.55 * random.uniform();
  const fill = filling(picture, other, { size, channels, cell }, random);
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
  return Uint8Array.from(changed, (pixels) => (pixels >= leastPixels ? 1 : 0));
}

/** What a flaw is filled with: the value of a channel at a pixel. */
function filling(
  picture: Float32Array,
  other: Float32Array,
  { size, channels }: FlawPlace,
  random: Random,
): (channel: number, at: number) => number {
  const plane = size * size;
  const kind = random.uniform();
  if (kind < 0.6) {
    const from = kind < 0.35 ? other : picture.slice();
    const [right, down] = [random.integer(size), random.integer(size)];
    const gain = random.uniform() < 0.5 ? 1 : 0.7 + 0.6 * random.uniform();
    const shift = random.uniform() < 0.5 ? 0 : 0.6 * (random.uniform() - 0.5);
    return (channel, at) => {
      const row = (Math.floor(at / size) + down) % size;
      return from[channel * plane + row * size + (((at % size) + right) % size)] * gain + shift;
    };
  }
  const greyish = random.uniform() < 0.4 ? 0.85 : 0;
  const base = 2 * random.uniform() - 1;
  const drawn = Array.from({ length: channels }, () => greyish * base + (1 - greyish) * (2 * random.uniform() - 1));
  const pixel = random.integer(plane);
  const colour = random.uniform() < 0.3 ? drawn.map((_, channel) => other[channel * plane + pixel]) : drawn;
  const rough = random.uniform() < 0.5 ? 0.25 * random.uniform() : 0;
  const grain = random.normals(61); // a prime, so that no pattern is seen in rows of any usual size
  return (channel, at) => colour[channel] + rough * grain[at % grain.length];
}
