import type { SushiLight } from "./sushi-light.ts";
import type { SurfacePoint } from "../render3d/material.ts";
import type { Scene } from "../render3d/scene.ts";

/**
 * Soft shadow of the lamp and ambient occlusion, both from small blurred maps instead of extra rays.
 *
 * The lamp's map stores, for every direction parallel to the light, the reach of the scene towards the lamp, as mean
 * and variance after a blur: variance shadow maps (Donnelly & Lauritzen 2006). The other map is the scene's height seen
 * from above, at two blurs: points below the height of their surroundings see less of the sky.
 */
export interface ShadowMap {
  /**
   * Writes the visibility of the lamp (`lampVisibility`) and of the sky (`skyVisibility`) into a surface, 0 … 1 each.
   */
  applyTo(surface: SurfacePoint): void;
}

const side = 64;
const span = 2.6; // half the width of both maps
const cell = (2 * span) / side;

/** Computes the shadow maps of a scene. All its shapes cast shadows; the plane y = `floor` is below it. */
export function shadowMap(scene: Scene, light: SushiLight, floor: number): ShadowMap {
  const { towards, softBoxAcross, softBoxUp } = light;
  const reach = new Float32Array(side * side);
  // Without occluders, the lamp hits the table.
  for (let row = 0; row < side; row++) {
    const b = (row + 0.5) * cell - span;
    const level = (floor - b * softBoxUp[1]) / towards[1];
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
      x * softBoxAcross[0] + z * softBoxAcross[2],
      x * softBoxUp[0] + y * softBoxUp[1] + z * softBoxUp[2],
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
  const depth = inPairs(
    blur(reach, 2),
    blur(
      reach.map((value) => value * value),
      2,
    ),
  );
  const relief = inPairs(blur(height, 1), blur(height, 5));

  return {
    applyTo(surface) {
      const { x, y, z } = surface;
      surface.lampVisibility = 1;
      surface.skyVisibility = 1;
      const a = (x * softBoxAcross[0] + z * softBoxAcross[2] + span) / cell - 0.5;
      const b = (x * softBoxUp[0] + y * softBoxUp[1] + z * softBoxUp[2] + span) / cell - 0.5;
      if (a >= 0 && b >= 0 && a < side - 1 && b < side - 1) {
        const column = a | 0;
        const row = b | 0;
        const [fa, fb] = [a - column, b - row];
        const at = (row * side + column) * 2;
        const [one, two, three, four] = [(1 - fa) * (1 - fb), fa * (1 - fb), (1 - fa) * fb, fa * fb];
        const mean = depth[at] * one + depth[at + 2] * two + depth[at + below] * three + depth[at + below + 2] * four;
        const square =
          depth[at + 1] * one + depth[at + 3] * two + depth[at + below + 1] * three + depth[at + below + 3] * four;
        const above = mean - (x * towards[0] + y * towards[1] + z * towards[2] + 0.06);
        if (above > 0) {
          const variance = Math.max(0.0015, square - mean * mean);
          const chance = variance / (variance + above * above);
          // Clip the low end: the bound is loose there, and light would leak through.
          surface.lampVisibility = chance < 0.18 ? 0 : (chance - 0.18) / 0.82;
        }
      }
      const c = (x + span) / cell - 0.5;
      const d = (z + span) / cell - 0.5;
      if (c >= 0 && d >= 0 && c < side - 1 && d < side - 1) {
        const column = c | 0;
        const row = d | 0;
        const [fc, fd] = [c - column, d - row];
        const at = (row * side + column) * 2;
        const [one, two, three, four] = [(1 - fc) * (1 - fd), fc * (1 - fd), (1 - fc) * fd, fc * fd];
        const near =
          relief[at] * one + relief[at + 2] * two + relief[at + below] * three + relief[at + below + 2] * four;
        const far =
          relief[at + 1] * one + relief[at + 3] * two + relief[at + below + 1] * three + relief[at + below + 3] * four;
        const close = Math.min(1, Math.max(0, (near - y - 0.02) * 2.1));
        const wide = Math.min(1, Math.max(0, (far - y) * 2));
        const level = 0.85 - 0.15 * surface.ny;
        surface.skyVisibility = (1 - 0.62 * close * level) * (1 - 0.55 * wide * level);
      }
    },
  };
}

/** Offset in a map of pairs between a cell and the one below it. */
const below = side * 2;

/** Interleaves two maps, so that values used together are adjacent. */
function inPairs(first: Float32Array, second: Float32Array): Float32Array {
  const pairs = new Float32Array(first.length * 2);
  for (let at = 0; at < first.length; at++) {
    pairs[at * 2] = first[at];
    pairs[at * 2 + 1] = second[at];
  }
  return pairs;
}

/** Fills gaps: a cell between points of a surface takes its neighbours' value where both are higher. */
function fillGaps(map: Float32Array): void {
  for (let at = side + 1; at < map.length - side - 1; at++) {
    const level = Math.min(map[at - 1], map[at + 1]);
    const upright = Math.min(map[at - side], map[at + side]);
    map[at] = Math.max(map[at], level, upright);
  }
}

/**
 * Blurs by two passes of a running mean over 2 × radius + 1 cells, along rows and along columns: close to a Gaussian.
 */
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
