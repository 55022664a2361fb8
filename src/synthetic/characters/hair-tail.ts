import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { hairLock } from "./hair-lock.ts";
import type { CelPaint } from "./cel-paint.ts";

/** Builds a bundle of locks along a path, `reach` wide. */
export function hairTail(paint: CelPaint, path: readonly Vector[], reach: number, random: Random): Mesh<CelPaint>[] {
  const middle = path[Math.floor(path.length / 2)];
  const axis: Vector = [middle[0], 9, middle[2]];
  const meshes: Mesh<CelPaint>[] = [];
  const count = 7;
  const lockPaint = { ...paint, headLightBlend: 0 };
  for (let at = 0; at < count; at++) {
    const angle = (2 * Math.PI * at) / (count - 1);
    const off = at === count - 1 ? 0 : reach * (1 + 0.1 * random.normal());
    const [dx, dz] = [Math.cos(angle) * off, Math.sin(angle) * off];
    const end = 0.12 * random.normal();
    const points = path.map(([x, y, z], step): Vector => {
      const t = step / (path.length - 1);
      const spread = Math.sin(Math.PI * Math.min(1, t * 1.15)) * 0.75 + 0.15;
      return [x + dx * spread, y + end * t * t, z + dz * spread];
    });
    meshes.push(
      hairLock(lockPaint, points, { width: reach * 0.95, thick: reach * 0.6, axis, rows: 14, taper: fullTail }),
    );
  }
  return meshes;
}

const fullTail = (t: number): number => (t < 0.3 ? 0.25 + 2.5 * t : ((1 - t) / 0.7) ** 0.7);

/** Builds a ball of half width `wide` and half height `high`: a bun, a hair tie. */
export function ballMesh(paint: CelPaint, [x, y, z]: Vector, wide: number, high: number): Mesh<CelPaint> {
  return mesh(
    13,
    21,
    paint,
    (along, around, point) => {
      const polar = Math.PI * along;
      const turn = 2 * Math.PI * around;
      point[0] = x + wide * Math.sin(polar) * Math.sin(turn);
      point[1] = y + high * Math.cos(polar);
      point[2] = z + wide * Math.sin(polar) * Math.cos(turn);
      point[3] = turn;
      point[4] = along;
    },
    { closed: true },
  );
}

/** Builds a bun on the side of the head, wound round an axis that points up and outwards; `low` under a hat. */
export function bun(paint: CelPaint, side: number, low: boolean): Mesh<CelPaint> {
  const [middle, height] = low ? [0.98, 0.42] : [0.74, 0.92];
  return mesh(
    15,
    25,
    coiled(paint),
    (along, around, point) => {
      const polar = Math.PI * along;
      const turn = 2 * Math.PI * around;
      const [x, y] = [0.38 * Math.sin(polar) * Math.sin(turn), 0.33 * Math.cos(polar)];
      point[0] = side * (middle + 0.75 * x + 0.66 * y);
      point[1] = height - 0.66 * x + 0.75 * y;
      point[2] = -0.15 + 0.38 * Math.sin(polar) * Math.cos(turn);
      point[3] = turn;
      point[4] = along;
    },
    { closed: true },
  );
}

/** Creates the paint of a bun: pen lines follow the coil. */
function coiled(paint: CelPaint): CelPaint {
  return {
    ...paint,
    headLightBlend: 0.15,
    detail: (point) => {
      const wind = (point.v * 3.5 + point.u / (2 * Math.PI) + 10) % 1;
      if (wind < 0.1) [point.red, point.green, point.blue] = paint.line;
    },
  };
}

/** Builds a ringlet hanging from `top`: a cone with a helical thread. */
export function ringlet(paint: CelPaint, top: Vector, reach: number, length: number): Mesh<CelPaint> {
  const winds = 4.5;
  const thread = (along: number, around: number): number => (along * winds + around + 20) % 1;
  const ringletPaint: CelPaint = {
    ...paint,
    headLightBlend: 0,
    detail: (point) => {
      if (thread(point.v, point.u) < 0.12) [point.red, point.green, point.blue] = paint.line;
    },
  };
  return mesh(
    46,
    17,
    ringletPaint,
    (along, around, point) => {
      const turn = 2 * Math.PI * around;
      const wide = reach * (1 - 0.75 * along ** 1.5) * (along < 0.04 ? along / 0.04 : 1);
      const bulge = wide * (0.78 + 0.22 * Math.sin(Math.PI * thread(along, around)));
      point[0] = top[0] + bulge * Math.sin(turn);
      point[1] = top[1] - length * along;
      point[2] = top[2] + bulge * Math.cos(turn);
      point[3] = around;
      point[4] = along;
    },
    { closed: true },
  );
}

/** Builds a braid that comes round the neck and hangs over one shoulder. */
export function braid(paint: CelPaint, tie: CelPaint, side: number): Mesh<CelPaint>[] {
  const beadPaint = { ...paint, headLightBlend: 0.1 };
  const meshes: Mesh<CelPaint>[] = [];
  const start: Vector = [side * 0.78, -0.5, 0.02];
  const end: Vector = [side * 0.54, -1.5, 0.6];
  const count = 6;
  const at = (t: number): Vector => [
    start[0] + (end[0] - start[0]) * t + side * 0.1 * Math.sin(Math.PI * t),
    start[1] + (end[1] - start[1]) * t,
    start[2] + (end[2] - start[2]) * Math.sqrt(t),
  ];
  const axis: Vector = [start[0] - side * 0.2, 9, -0.6];
  for (let bead = 0; bead < count * 2; bead++) {
    const t = bead / (count * 2);
    const across = bead % 2 === 0 ? 1 : -1;
    const [x, y, z] = at(t);
    const [lx, ly, lz] = at(t + 1.6 / (count * 2));
    const size = 1 - 0.25 * t;
    const points: Vector[] = [
      [x + across * 0.16 * size, y + 0.06, z - 0.03],
      [x + across * 0.11 * size, y - 0.06, z + 0.05],
      [lx - across * 0.02, ly - 0.03, lz + 0.04],
    ];
    meshes.push(hairLock(beadPaint, points, { width: 0.12 * size, thick: 0.12 * size, axis, rows: 7, taper: bead0 }));
  }
  const tip = at(1);
  meshes.push(ballMesh(tie, [tip[0], tip[1] + 0.02, tip[2]], 0.1, 0.08));
  meshes.push(
    hairLock(beadPaint, [tip, [tip[0], tip[1] - 0.14, tip[2] + 0.02], [tip[0], tip[1] - 0.34, tip[2]]], {
      width: 0.12,
      thick: 0.1,
      axis,
    }),
  );
  // The hair of the neck, gathered towards the braid.
  for (const step of [0, 1, 2, 3]) {
    const turn = side * (205 - 28 * step);
    const rad = (turn * Math.PI) / 180;
    meshes.push(
      hairLock(
        paint,
        [
          [Math.sin(rad) * 0.95, 0.1 - 0.1 * step, -0.06 + Math.cos(rad) * 0.95],
          [Math.sin(rad) * 0.85 + side * 0.05, -0.35, -0.06 + Math.cos(rad) * 0.8],
          [side * 0.72, -0.62, -0.1],
          [start[0], start[1] - 0.08, start[2] + 0.05],
        ],
        { width: 0.22, thick: 0.1 },
      ),
    );
  }
  return meshes;
}

const bead0 = (t: number): number => Math.sqrt(Math.max(0, 1 - (2 * t - 1) ** 2)) * 0.95 + 0.05;
