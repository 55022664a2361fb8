import type { Vector } from "../render3d/camera.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import type { CelPaint } from "./cel-paint.ts";

/** Options of {@link hairLock}. */
export interface HairLockOptions {
  /** Half the maximum width. */
  readonly width: number;
  /** Half the maximum thickness. */
  readonly thick: number;
  /** Width along the lock as a fraction of `width`; default: narrow root, full middle, pointed tip. */
  readonly taper?: (t: number) => number;
  /** Point that the flat side faces away from. Default: the middle of the head. */
  readonly axis?: Vector;
  /** Number of rows along the lock. Default 11. */
  readonly rows?: number;
}

/** Middle of the shell of hair round the head. */
export const shellMiddle: Vector = [0, 0.05, -0.06];
const shellReach: Vector = [1.05, 1.11, 1.09];
const quarter = Math.PI / 2;

/**
 * Computes a point on the shell of hair: `turn` in degrees from the front towards +x, `down` from the crown, in radians
 * to the widest level and then straight down, `out` the distance from the shell.
 */
export function onShell(turn: number, down: number, out: number): Vector {
  const angle = (turn * Math.PI) / 180;
  const polar = Math.min(down, quarter);
  const [sin, cos] = [Math.sin(polar), Math.cos(polar)];
  return [
    shellMiddle[0] + Math.sin(angle) * sin * (shellReach[0] + out),
    shellMiddle[1] + cos * (shellReach[1] + out) - Math.max(0, down - quarter),
    shellMiddle[2] + Math.cos(angle) * sin * (shellReach[2] + out),
  ];
}

const pointed = (t: number): number => (t < 0.35 ? 0.55 + 0.45 * (t / 0.35) : ((1 - t) / 0.65) ** 0.75);

/**
 * Builds a lock of hair along a smooth curve through `points`: flat, lens-shaped in cross-section, pointed at its end.
 */
export function hairLock(paint: CelPaint, points: readonly Vector[], options: HairLockOptions): Mesh<CelPaint> {
  const { width, thick, taper = pointed, axis = shellMiddle, rows = 11 } = options;
  const here = new Float64Array(3);
  const ahead = new Float64Array(3);
  // Sideways, outwards, and the fractions of width and thickness: an array, because V8 boxes numbers in closures.
  const frame = new Float64Array(8);
  let last = -1;
  return mesh(
    rows,
    9,
    paint,
    (along, around, point) => {
      if (along !== last) {
        last = along;
        follow(points, along, here);
        follow(points, along < 0.5 ? along + 0.02 : along - 0.02, ahead);
        const sign = along < 0.5 ? 1 : -1;
        const tx = sign * (ahead[0] - here[0]);
        const ty = sign * (ahead[1] - here[1]);
        const tz = sign * (ahead[2] - here[2]);
        const rise = here[1] > axis[1] ? here[1] - axis[1] : 0;
        setCross(frame, 0, tx, ty, tz, here[0] - axis[0], rise, here[2] - axis[2]);
        setCross(frame, 3, frame[0], frame[1], frame[2], tx, ty, tz);
        frame[6] = width * taper(along);
        frame[7] = thick * taper(along) ** 0.75;
      }
      const turn = 2 * Math.PI * around;
      const wide = Math.cos(turn) * frame[6];
      const high = Math.sin(turn) * frame[7];
      point[0] = here[0] + frame[0] * wide + frame[3] * high;
      point[1] = here[1] + frame[1] * wide + frame[4] * high;
      point[2] = here[2] + frame[2] * wide + frame[5] * high;
      point[3] = Math.cos(turn);
      point[4] = along;
    },
    { closed: true },
  );
}

/** Computes the unit vector perpendicular to both. */
function setCross(
  out: Float64Array,
  at: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): void {
  const [x, y, z] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
  const shrink = 1 / Math.sqrt(x * x + y * y + z * z + 1e-12);
  out[at] = x * shrink;
  out[at + 1] = y * shrink;
  out[at + 2] = z * shrink;
}

/** Evaluates the curve through the points at `along` 0 … 1 (Catmull and Rom 1974). */
function follow(points: readonly Vector[], along: number, out: Float64Array): void {
  const place = along * (points.length - 1);
  const at = Math.min(points.length - 2, Math.floor(place));
  const t = place - at;
  const p1 = points[at];
  const p2 = points[at + 1];
  const p0 = points[at - 1];
  const p3 = points[at + 2];
  for (let part = 0; part < 3; part++) {
    const [b, c] = [p1[part], p2[part]];
    const a = p0 === undefined ? 2 * b - c : p0[part];
    const d = p3 === undefined ? 2 * c - b : p3[part];
    out[part] = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}

/** Mirrors points left to right, for the lock on the other side. */
export function mirrorPoints(points: readonly Vector[]): Vector[] {
  return points.map(([x, y, z]) => [-x, y, z]);
}
