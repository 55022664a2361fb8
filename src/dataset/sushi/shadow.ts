import type { Light } from "./light.ts";
import type { Scene } from "./scene.ts";

/**
 * Soft shadow of the lamp and soft darkening in corners, both from small blurred maps instead of extra rays.
 *
 * The lamp's map keeps, for every direction parallel to the light, how far towards the lamp the scene reaches, and its
 * mean and variance after a blur: variance shadow maps (Donnelly & Lauritzen 2006). The other map is the scene's height
 * seen from above, at two blurs: what lies below the height of its surroundings sees less of the sky.
 */
export interface Shadow {
  /** 0 in the lamp's shadow … 1 in its light. */
  lit(x: number, y: number, z: number): number;
  /** 0 in a crack … 1 under the free sky. */
  open(x: number, y: number, z: number, ny: number): number;
}

const side = 64;
const span = 2.6; // half the width of both maps
const cell = (2 * span) / side;

/** Measures a scene for shadows. Everything in it casts; the plane y = `floor` is below it. */
export function shadow(scene: Scene, light: Light, floor: number): Shadow {
  const { towards, across, upward } = light;
  const reach = new Float32Array(side * side);
  // With nothing in between, the table is what the lamp meets.
  for (let row = 0; row < side; row++) {
    const b = (row + 0.5) * cell - span;
    const level = (floor - b * upward[1]) / towards[1];
    reach.fill(level, row * side, (row + 1) * side);
  }
  const height = new Float32Array(side * side).fill(floor);

  const splat = (map: Float32Array, a: number, b: number, value: number): void => {
    const column = Math.floor((a + span) / cell);
    const row = Math.floor((b + span) / cell);
    if (column < 0 || row < 0 || column >= side || row >= side) return;
    const at = row * side + column;
    if (value > map[at]) map[at] = value;
  };
  const cast = (x: number, y: number, z: number): void => {
    splat(height, x, z, y);
    splat(
      reach,
      x * across[0] + z * across[2],
      x * upward[0] + y * upward[1] + z * upward[2],
      x * towards[0] + y * towards[1] + z * towards[2],
    );
  };
  for (const { positions } of scene.meshes) {
    for (let at = 0; at < positions.length; at += 3) cast(positions[at], positions[at + 1], positions[at + 2]);
  }
  for (const { centre, axis, length, radius } of scene.spheroids) {
    const rest = length - radius;
    cast(centre[0] + axis[0] * rest, centre[1] + axis[1] * rest + radius * 0.5, centre[2] + axis[2] * rest);
    cast(centre[0] - axis[0] * rest, centre[1] - axis[1] * rest + radius * 0.5, centre[2] - axis[2] * rest);
    cast(centre[0], centre[1] + radius * 0.5, centre[2]);
  }

  fillGaps(reach);
  fillGaps(height);
  const squares = reach.map((value) => value * value);
  const means = blur(reach, 2);
  const meanSquares = blur(squares, 2);
  const near = blur(height, 1);
  const far = blur(height, 5);

  return {
    lit(x, y, z) {
      const a = (x * across[0] + z * across[2] + span) / cell - 0.5;
      const b = (x * upward[0] + y * upward[1] + z * upward[2] + span) / cell - 0.5;
      if (a < 0 || b < 0 || a >= side - 1 || b >= side - 1) return 1;
      const own = x * towards[0] + y * towards[1] + z * towards[2] + 0.06;
      const mean = lookUp(means, a, b);
      const above = mean - own;
      if (above <= 0) return 1;
      const variance = Math.max(0.0015, lookUp(meanSquares, a, b) - mean * mean);
      const chance = variance / (variance + above * above);
      // Cut the foot off: the bound is loose there, and would let light leak through.
      return chance < 0.18 ? 0 : (chance - 0.18) / 0.82;
    },
    open(x, y, z, ny) {
      const a = (x + span) / cell - 0.5;
      const b = (z + span) / cell - 0.5;
      if (a < 0 || b < 0 || a >= side - 1 || b >= side - 1) return 1;
      const close = Math.min(1, Math.max(0, (lookUp(near, a, b) - y - 0.02) * 2.1));
      const wide = Math.min(1, Math.max(0, (lookUp(far, a, b) - y) * 2));
      const level = 0.85 - 0.15 * ny;
      return (1 - 0.62 * close * level) * (1 - 0.55 * wide * level);
    },
  };
}

function lookUp(map: Float32Array, a: number, b: number): number {
  const column = Math.floor(a);
  const row = Math.floor(b);
  const fa = a - column;
  const fb = b - row;
  const at = row * side + column;
  const above = map[at] + (map[at + 1] - map[at]) * fa;
  const below = map[at + side] + (map[at + side + 1] - map[at + side]) * fa;
  return above + (below - above) * fb;
}

/** Points may miss a cell in the middle of a surface: it takes its neighbours' value where both reach higher. */
function fillGaps(map: Float32Array): void {
  for (let at = side + 1; at < map.length - side - 1; at++) {
    const level = Math.min(map[at - 1], map[at + 1]);
    const upright = Math.min(map[at - side], map[at + side]);
    map[at] = Math.max(map[at], level, upright);
  }
}

/** Two passes of a running mean over 2 × radius + 1 cells, along rows and along columns: close to a bell curve. */
function blur(map: Float32Array, radius: number): Float32Array {
  let from: Float32Array = map;
  for (let pass = 0; pass < 2; pass++) from = transposedMean(transposedMean(from, radius), radius);
  return from;
}

function transposedMean(map: Float32Array, radius: number): Float32Array {
  const out = new Float32Array(map.length);
  const share = 1 / (2 * radius + 1);
  for (let row = 0; row < side; row++) {
    const start = row * side;
    let sum = map[start] * radius;
    for (let column = 0; column < radius; column++) sum += map[start + column];
    for (let column = 0; column < side; column++) {
      sum += map[start + Math.min(side - 1, column + radius)];
      out[column * side + row] = sum * share;
      sum -= map[start + Math.max(0, column - radius)];
    }
  }
  return out;
}
