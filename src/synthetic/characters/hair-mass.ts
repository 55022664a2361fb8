import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { hairLock, onShell } from "./hair-lock.ts";
import type { CelPaint } from "./cel-paint.ts";

const quarter = Math.PI / 2;

/** Options of {@link fallingHair}. */
export interface FallingHairOptions {
  /** Length below the widest level of the head. */
  readonly length: number;
  /** Widening downwards. */
  readonly flare: number;
  /** Inward curl of the ends. */
  readonly curl: number;
  /** Waviness, 0 straight … 1 wavy. */
  readonly wave: number;
  /** Distance from the head. */
  readonly volume: number;
}

/** Builds hair over the back and sides of the head: a curtain with locks on it. */
export function fallingHair(
  paint: CelPaint,
  random: Random,
  { length, flare, curl, wave, volume }: FallingHairOptions,
): Mesh<CelPaint>[] {
  const outAt = (t: number): number => volume * Math.min(1, t * 4) + flare * t - curl * t ** 3;
  const curtain = mesh(
    wave > 0 ? 26 : 14,
    37,
    paint,
    (along, around, point) => {
      const turn = 80 + 200 * around;
      const t = along;
      const tip = 0.12 * Math.abs(Math.sin(around * 9 * Math.PI));
      const hang = length - 0.12 - tip;
      const sway = wave * 0.06 * Math.sin(7.5 * hang * t + 0.45);
      const [x, y, z] = onShell(turn, 1.2 + (quarter - 1.2 + hang) * t, outAt(t) - 0.04 + sway);
      point[0] = x;
      point[1] = y;
      point[2] = z;
      point[3] = Math.sin(around * 50);
      point[4] = along;
    },
    { sheet: true },
  );
  const meshes = [curtain];
  const count = 13;
  for (let at = 0; at < count; at++) {
    const place = (2 * at) / (count - 1) - 1;
    const turn = 180 + 98 * place + 2 * random.normal();
    const end = length + 0.05 * random.normal() - (at % 2) * 0.1;
    const phase = 0.9 * random.uniform();
    const points: Vector[] = [onShell(180 + 90 * place, 0.08, -0.03), onShell(turn, 1.0, 0.05)];
    const steps = wave > 0 ? 12 : 4;
    for (let step = 0; step <= steps; step++) {
      const t = step / steps;
      const swing = wave * Math.min(1, 3 * t) * Math.sin(7.5 * end * t + phase);
      points.push(onShell(turn + 5.5 * swing * Math.sign(place), quarter + end * t, outAt(t) + 0.09 * swing));
    }
    meshes.push(hairLock(paint, points, { width: 0.2, thick: 0.06, rows: wave > 0 ? 30 : 13 }));
  }
  return meshes;
}

/**
 * Builds a layered cut, all round the head but the face. `lift`: 0 the ends lie flat … 1 they stand off as spikes;
 * `from`: start below the crown, in radians, larger under a hat.
 */
export function layeredHair(paint: CelPaint, random: Random, lift: number, from: number): Mesh<CelPaint>[] {
  const meshes: Mesh<CelPaint>[] = [];
  const rounds = [
    { down: 0.25, count: 6, first: 20, last: 380, out: 0.34 },
    { down: 0.7, count: 10, first: 34, last: 326, out: 0.42 },
    { down: 1.1, count: 12, first: 58, last: 302, out: 0.46 },
    { down: 1.5, count: 12, first: 76, last: 284, out: 0.42 },
    { down: 1.85, count: 10, first: 90, last: 270, out: 0.3 },
  ];
  for (const { down, count, first, last, out } of rounds) {
    if (down < from) continue;
    for (let at = 0; at < count; at++) {
      const turn = first + ((last - first) * (at + 0.5)) / count + 3 * random.normal();
      const reach = lift * out * (1 + 0.2 * random.normal());
      const fold = 0.45 * (1 - lift) * Math.max(0, down - 1.3);
      const points: Vector[] = [
        onShell(turn, Math.max(0.02, down - 0.5), -0.1),
        onShell(turn, down - 0.15, 0.03 - 0.3 * fold),
        onShell(turn + 2, down + 0.12, 0.02 + 0.05 * lift + reach * 0.4 - 0.7 * fold),
        onShell(turn + 7, down + 0.34, 0.05 * lift + reach - fold),
      ];
      meshes.push(
        hairLock(paint, points, { width: 0.2 + 0.05 * (1 - lift), thick: 0.06 + 0.07 * lift, rows: 9, taper: spike }),
      );
    }
  }
  return meshes;
}

const spike = (t: number): number => (t < 0.4 ? 0.6 + t : (1 - t) / 0.6);
