import { mesh, type Mesh } from "../render3d/mesh.ts";
import type { CelPaint } from "./cel-paint.ts";

/** Ring round the head; rings go from the crown to below the jaw and tilt, so that the chin is lower than the nape. */
type Ring = readonly [front: number, back: number, width: number, forward: number, behind: number];

const rings: readonly Ring[] = [
  [1.0, 1.0, 0, 0, 0],
  [0.94, 0.94, 0.38, 0.36, 0.42],
  [0.78, 0.78, 0.65, 0.62, 0.7],
  [0.53, 0.53, 0.83, 0.81, 0.88],
  [0.25, 0.25, 0.91, 0.9, 0.97],
  [-0.02, 0, 0.92, 0.92, 0.97],
  [-0.24, -0.2, 0.87, 0.91, 0.92],
  [-0.42, -0.34, 0.82, 0.91, 0.84],
  [-0.58, -0.45, 0.73, 0.91, 0.73],
  [-0.73, -0.53, 0.59, 0.9, 0.6],
  [-0.86, -0.58, 0.41, 0.86, 0.46],
  [-0.945, -0.62, 0.23, 0.78, 0.34],
  [-0.96, -0.66, 0.1, 0.6, 0.2],
  [-0.8, -0.8, 0, 0, 0],
];

/** Depth of the middle of the head, a little behind that of the face. */
const back = -0.05;

/** Interpolates one number of the rings at `along` 0 … 1, on a smooth curve (Catmull and Rom 1974). */
function ringAt(along: number, part: number): number {
  const place = along * (rings.length - 1);
  const at = Math.min(rings.length - 2, Math.floor(place));
  const t = place - at;
  const p1 = rings[at][part];
  const p2 = rings[at + 1][part];
  // Beyond the poles the surface continues on the other side: widths become negative, heights reverse.
  const sign = part < 2 ? 1 : -1;
  const p0 = at > 0 ? rings[at - 1][part] : sign * rings[1][part];
  const p3 = at + 2 < rings.length ? rings[at + 2][part] : sign * rings[at][part];
  return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
}

/**
 * Builds the head without hair: skull, face with a small nose, jaw. The face looks along z, the chin is at y = −0.95.
 */
export function headMesh(paint: CelPaint): Mesh<CelPaint> {
  head ??= headShape();
  return { ...head, material: paint };
}

/** Cache of the head's shape, which is constant. */
let head: Mesh<undefined> | undefined;

function headShape(): Mesh<undefined> {
  return mesh(
    44,
    57,
    undefined,
    (along, around, point) => {
      // Columns are denser at the face.
      const turn = 2 * Math.PI * (around - 0.5);
      const angle = turn - 0.45 * Math.sin(turn);
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      const share = 0.5 + 0.5 * cos;
      const y = ringAt(along, 1) + (ringAt(along, 0) - ringAt(along, 1)) * share;
      const x = ringAt(along, 2) * sin;
      // The face curves a little faster than an ellipse: the eyes then sit well back in profile.
      const z = back + (cos > 0 ? ringAt(along, 3) * cos ** 1.12 : ringAt(along, 4) * cos);
      const below = y + 0.5;
      const nose = z > 0 ? 0.1 * Math.exp(-((x / 0.075) ** 2) - (below / (below < 0 ? 0.055 : 0.12)) ** 2) : 0;
      point[0] = x;
      point[1] = y;
      point[2] = z + nose;
    },
    { closed: true },
  );
}

/** Builds an ear; `side` is −1 or 1. */
export function earMesh(paint: CelPaint, side: number): Mesh<CelPaint> {
  return mesh(
    9,
    11,
    paint,
    (along, around, point) => {
      const polar = Math.PI * along;
      const turn = 2 * Math.PI * around;
      const [across, up] = [Math.sin(polar) * Math.cos(turn), Math.cos(polar)];
      point[0] = side * (0.92 + 0.09 * Math.sin(polar) * Math.sin(turn) + 0.03 * up);
      point[1] = -0.22 + 0.2 * up;
      point[2] = -0.1 + 0.13 * across * (1 + 0.35 * up);
      point[3] = across;
      point[4] = up;
    },
    { closed: true },
  );
}

/** Builds the neck. */
export function neckMesh(paint: CelPaint): Mesh<CelPaint> {
  return mesh(
    5,
    17,
    paint,
    (along, around, point) => {
      const turn = 2 * Math.PI * around;
      const wide = 0.27 + 0.16 * along ** 4;
      point[0] = wide * Math.sin(turn);
      point[1] = -0.55 - 0.85 * along;
      point[2] = -0.14 + 0.9 * wide * Math.cos(turn);
    },
    { closed: true },
  );
}
