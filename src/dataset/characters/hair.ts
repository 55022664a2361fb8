import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../sushi/camera.ts";
import { mesh, type Mesh } from "../sushi/mesh.ts";
import type { HairStyle } from "./labels.ts";
import { lock, onShell } from "./lock.ts";
import type { Paint } from "./paint.ts";
import { cap, fringe, sideLocks, type FringeCut } from "./scalp.ts";
import { ball, braid, bun, ringlet, tail } from "./tail.ts";

const quarter = Math.PI / 2;

/** Hair as meshes. */
export function hair(style: HairStyle, paint: Paint, tie: Paint, random: Random): Mesh<Paint>[] {
  const cut = (["straight", "parted", "swept"] satisfies FringeCut[])[random.integer(3)];
  const side = random.uniform() < 0.5 ? -1 : 1;
  return [...fringe(paint, cut, random), ...styles[style](paint, tie, random, side)];
}

type Dress = (paint: Paint, tie: Paint, random: Random, side: number) => Mesh<Paint>[];

const both = (make: (side: number) => Mesh<Paint>[]): Mesh<Paint>[] => [...make(-1), ...make(1)];

const styles: Readonly<Record<HairStyle, Dress>> = {
  long: (paint, _, random) => [
    ...sideLocks(paint, 0.95, random),
    cap(paint, 0.45),
    ...fall(paint, random, { length: 1.62, flare: 0.07, curl: 0, wave: 0, full: 0.05 }),
  ],
  wavy: (paint, _, random) => [
    ...sideLocks(paint, 0.85, random),
    cap(paint, 0.45),
    ...fall(paint, random, { length: 1.5, flare: 0.2, curl: 0, wave: 1, full: 0.12 }),
  ],
  bob: (paint, _, random) => [
    ...sideLocks(paint, 0.72, random),
    cap(paint, 0.45),
    ...fall(paint, random, { length: 0.92, flare: 0.14, curl: 0.3, wave: 0, full: 0.1 }),
  ],
  short: (paint, _, random) => [
    ...sideLocks(paint, 0.3, random),
    cap(paint, 0.45),
    ...fall(paint, random, { length: 0.42, flare: 0.0, curl: 0.2, wave: 0, full: 0.04 }),
  ],
  spiky: (paint, _, random) => [...sideLocks(paint, 0.25, random), cap(paint, 0.35), ...spikes(paint, random)],
  twinTails: (paint, tie, random) => [
    ...sideLocks(paint, 0.6, random),
    cap(paint, 0.4),
    ...both((side) => {
      const place: Vector = [side * 0.98, 0.5, -0.25];
      const path: Vector[] = [place, [side * 1.2, 0.5, -0.27], [side * 1.25, -0.3, -0.22], [side * 1.12, -1.5, -0.1]];
      return [...tail(paint, path, 0.2, random), ball(tie, [side * 1.02, 0.5, -0.25], 0.13, 0.17)];
    }),
  ],
  ponytail: (paint, tie, random, side) => [
    ...sideLocks(paint, 0.6, random),
    cap(paint, 0.4),
    ...tail(
      paint,
      [
        [side * 0.1, 0.85, -0.9],
        [side * 0.35, 1.2, -1.2],
        [side * 0.9, 0.5, -1.25],
        [side * 1.15, -0.4, -1.0],
        [side * 0.95, -1.4, -0.75],
      ],
      0.24,
      random,
    ),
    ball(tie, [side * 0.13, 0.92, -0.95], 0.17, 0.15),
  ],
  braid: (paint, tie, random, side) => [...sideLocks(paint, 0.5, random), cap(paint, 0.5), ...braid(paint, tie, side)],
  buns: (paint, _, random) => [
    ...sideLocks(paint, 0.75, random),
    cap(paint, 0.4),
    ...both((side) => [bun(coiled(paint), side)]),
  ],
  drills: (paint, tie, random) => [
    ...sideLocks(paint, 0.5, random),
    cap(paint, 0.4),
    ...both((side) => [
      ringlet(paint, [side * 1.12, 0.25, -0.1], 0.27, 1.65),
      ringlet(paint, [side * 0.92, 0.0, -0.5], 0.24, 1.5),
      ball(tie, [side * 1.03, 0.3, -0.12], 0.13, 0.13),
    ]),
  ],
};

interface Fall {
  /** How far it hangs below the widest place of the head. */
  readonly length: number;
  /** How much it widens downwards. */
  readonly flare: number;
  /** How far the ends turn in. */
  readonly curl: number;
  /** 0 straight, 1 wavy. */
  readonly wave: number;
  /** How far it stands off the head. */
  readonly full: number;
}

/** Hair that falls over the back and sides of the head: a curtain with locks on it. */
function fall(paint: Paint, random: Random, { length, flare, curl, wave, full }: Fall): Mesh<Paint>[] {
  const outAt = (t: number): number => full * Math.min(1, t * 4) + flare * t - curl * t ** 3;
  const curtain = mesh(
    14,
    37,
    paint,
    (along, around, point) => {
      const turn = 80 + 200 * around;
      const t = along;
      const tip = 0.12 * Math.abs(Math.sin(around * 9 * Math.PI));
      const hang = length - 0.12 - tip;
      const sway = wave * 0.07 * Math.sin(7 * t + 3 * around);
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
    const phase = 2 * Math.PI * random.uniform();
    const points: Vector[] = [onShell(180 + 90 * place, 0.08, -0.03), onShell(turn, 1.0, 0.05)];
    const steps = wave > 0 ? 7 : 4;
    for (let step = 0; step <= steps; step++) {
      const t = step / steps;
      const swing = wave * Math.sin(9 * t + phase);
      points.push(onShell(turn + 5 * swing, quarter + end * t, outAt(t) + 0.06 * swing));
    }
    meshes.push(lock(paint, points, { width: 0.2, thick: 0.06, rows: wave > 0 ? 22 : 13 }));
  }
  return meshes;
}

/** Spikes that stand off the head on all sides but the face. */
function spikes(paint: Paint, random: Random): Mesh<Paint>[] {
  const meshes: Mesh<Paint>[] = [];
  const layers = [
    { down: 0.25, count: 6, from: 20, to: 380, out: 0.34 },
    { down: 0.7, count: 10, from: 34, to: 326, out: 0.42 },
    { down: 1.1, count: 12, from: 58, to: 302, out: 0.46 },
    { down: 1.5, count: 12, from: 76, to: 284, out: 0.42 },
    { down: 1.85, count: 10, from: 90, to: 270, out: 0.3 },
  ];
  for (const { down, count, from, to, out } of layers) {
    for (let at = 0; at < count; at++) {
      const turn = from + ((to - from) * (at + 0.5)) / count + 3 * random.normal();
      const reach = out * (1 + 0.2 * random.normal());
      const points: Vector[] = [
        onShell(turn, Math.max(0.02, down - 0.5), -0.1),
        onShell(turn, down - 0.15, 0.03),
        onShell(turn + 2, down + 0.12, 0.07 + reach * 0.4),
        onShell(turn + 7, down + 0.34, 0.05 + reach),
      ];
      meshes.push(lock(paint, points, { width: 0.2, thick: 0.13, rows: 9, taper: spike }));
    }
  }
  return meshes;
}

const spike = (t: number): number => (t < 0.4 ? 0.6 + t : (1 - t) / 0.6);

/** Hair wound into a bun: the pen follows the coil. */
function coiled(paint: Paint): Paint {
  return {
    ...paint,
    round: 0.15,
    detail: (point) => {
      const wind = (point.v * 3.5 + point.u / (2 * Math.PI) + 10) % 1;
      if (wind < 0.1) [point.red, point.green, point.blue] = paint.line;
    },
  };
}
