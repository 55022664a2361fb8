import { mesh, type Mesh } from "../render3d/mesh.ts";
import type { Vector } from "../render3d/camera.ts";
import { eyePlace } from "./eye.ts";
import type { CelPaint } from "./cel-paint.ts";
import { ballMesh } from "./hair-tail.ts";

/** Builds a thin tube along a curve, a function of 0 … 1. */
function wire(
  paint: CelPaint,
  rows: number,
  thick: number,
  place: (t: number) => Vector,
  closed: boolean,
): Mesh<CelPaint> {
  return mesh(
    rows,
    7,
    paint,
    (along, around, point) => {
      const here = place(along);
      const ahead = place(closed ? (along + 0.01) % 1 : along + 0.01);
      const turn = 2 * Math.PI * around;
      // The cross-section is spanned by the normal of the curve and the depth axis.
      const [tx, ty] = [ahead[0] - here[0], ahead[1] - here[1]];
      const tz = ahead[2] - here[2];
      const flat = Math.hypot(tx, ty, tz) || 1;
      const level = Math.hypot(tx, tz);
      const [ux, uy, uz] = level / flat > 0.2 ? [-tz / level, 0, tx / level] : [1, 0, 0];
      const [vx, vy, vz] = [(ty * uz - tz * uy) / flat, (tz * ux - tx * uz) / flat, (tx * uy - ty * ux) / flat];
      const [cos, sin] = [Math.cos(turn) * thick, Math.sin(turn) * thick];
      point[0] = here[0] + ux * cos + vx * sin;
      point[1] = here[1] + uy * cos + vy * sin;
      point[2] = here[2] + uz * cos + vz * sin;
    },
    { closed: true, sheet: true },
  );
}

/** Builds glasses: two rims, a bridge and temples. */
export function glasses(paint: CelPaint): Mesh<CelPaint>[] {
  const rim = (side: number): Mesh<CelPaint> =>
    wire(
      paint,
      25,
      0.026,
      (t) => {
        const angle = 2 * Math.PI * t;
        const x = 0.42 + 0.3 * Math.cos(angle);
        const y = eyePlace.y - 0.03 + 0.265 * Math.sin(angle);
        return [side * x, y, 0.97 - 0.35 * x * x];
      },
      true,
    );
  const temple = (side: number): Mesh<CelPaint> =>
    wire(paint, 6, 0.024, (t) => [side * (0.72 + 0.24 * Math.sqrt(t)), eyePlace.y + 0.06, 0.8 - 0.9 * t], false);
  const bridge = wire(
    paint,
    7,
    0.024,
    (t) => [0.24 * t - 0.12, eyePlace.y + 0.05 * Math.sin(Math.PI * t), 0.96],
    false,
  );
  return [rim(-1), rim(1), temple(-1), temple(1), bridge];
}

/** Builds a big bow at a position. */
export function bow(paint: CelPaint, [x, y, z]: Vector): Mesh<CelPaint>[] {
  const loop = (side: number): Mesh<CelPaint> =>
    mesh(
      12,
      17,
      paint,
      (along, around, point) => {
        // A cushion that widens away from the knot.
        const turn = 2 * Math.PI * around;
        const open =
          Math.sin((Math.PI / 2) * Math.min(1, along * 1.25)) * (along > 0.9 ? Math.sqrt((1 - along) / 0.1) : 1);
        const fold = 1 + 0.12 * Math.cos(2 * turn);
        point[0] = x + side * (0.06 + 0.5 * along);
        point[1] = y + 0.04 * along + 0.26 * open * fold * Math.cos(turn);
        point[2] = z - 0.28 * along + 0.17 * open * Math.sin(turn);
      },
      { closed: true },
    );
  const end = (side: number): Mesh<CelPaint> =>
    mesh(
      7,
      3,
      paint,
      (along, around, point) => {
        point[0] = x + side * (0.05 + 0.4 * along) + (around - 0.5) * (0.1 + 0.24 * along);
        point[1] = y - 0.02 - 0.3 * along - (around - 0.5) * side * -0.1 * along;
        point[2] = z - 0.14 - 0.4 * along;
      },
      { sheet: true },
    );
  return [loop(-1), loop(1), ballMesh({ ...paint }, [x, y, z + 0.02], 0.12, 0.13), end(-1), end(1)];
}

/** Builds a beret, slightly tilted. */
export function beret(paint: CelPaint, lean: number): Mesh<CelPaint>[] {
  const body = mesh(
    21,
    33,
    paint,
    (along, around, point) => {
      const turn = 2 * Math.PI * around;
      // Over the top, down round the rim, and in again under it.
      const [top, rim, under] = [Math.min(1, along / 0.55), (along - 0.55) / 0.25, (along - 0.8) / 0.2];
      const wide = along <= 0.8 ? 1.08 * Math.sin((top * Math.PI) / 2) - 0.2 * Math.max(0, rim) : 0.88 - 0.5 * under;
      const high = along <= 0.55 ? 0.5 * Math.cos((top * Math.PI) / 2) : along <= 0.8 ? -0.2 * rim : 0.15 * under - 0.2;
      const [x, z] = [wide * Math.sin(turn), wide * Math.cos(turn)];
      point[0] = x;
      point[1] = 0.93 + high + lean * x - 0.1 * z;
      point[2] = z - 0.12;
      point[3] = turn;
      point[4] = along;
    },
    { closed: true },
  );
  return [body, ballMesh(paint, [lean * -0.4, 1.46, -0.1], 0.08, 0.12)];
}
