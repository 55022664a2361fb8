import type { Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import { mesh, type Mesh } from "../render3d/mesh.ts";
import { hairLock, mirrorPoints, onShell } from "./hair-lock.ts";
import type { CelPaint } from "./cel-paint.ts";

const quarter = Math.PI / 2;

/** Builds the hair on the skull, down to the hairline. `nape`: reach at the back, from the widest level. */
export function scalpHair(paint: CelPaint, nape: number): Mesh<CelPaint> {
  return mesh(
    12,
    41,
    paint,
    (along, around, point) => {
      const turn = 360 * (around - 0.5);
      const behind = 0.5 - 0.5 * Math.cos((turn * Math.PI) / 180);
      const end = 0.92 + 1.1 * Math.min(1, behind * 1.9) ** 1.5 + (nape - 0.45) * behind ** 3;
      const down = 0.001 + end * along;
      const below = Math.max(0, down - quarter);
      const [x, y, z] = onShell(turn, down, -0.025 - 0.55 * below * below);
      point[0] = x;
      point[1] = y;
      point[2] = z;
      point[3] = Math.sin(around * 60);
      point[4] = along;
    },
    { closed: true },
  );
}

/** Cut of the fringe. */
export type FringeCut = "parted" | "straight" | "swept";

/** Builds the fringe: pointed locks from the crown to the brows, broad ones with narrow ones between them. */
export function fringe(paint: CelPaint, cut: FringeCut, random: Random): Mesh<CelPaint>[] {
  const count = 11;
  const meshes: Mesh<CelPaint>[] = [];
  for (let at = 0; at < count; at++) {
    const place = (2 * at) / (count - 1) - 1;
    const far = Math.abs(place);
    const broad = at % 2 === 1;
    let turn = 64 * place + 2.5 * random.normal();
    let down = quarter + (broad ? 0.05 : -0.15) + 0.045 * random.normal() + 0.22 * far ** 3;
    let width = broad ? 0.185 : 0.17;
    if (cut === "parted") {
      // A gap in the middle; the locks swing outwards.
      turn = place === 0 ? 4 : 13 * Math.sign(place) + 53 * place;
      down += place === 0 ? -0.12 : 0.1 * far;
      if (place === 0) width = 0.08;
    } else if (cut === "swept") {
      turn = 60 * place + 14;
      down += 0.1 * place;
    }
    const root = 40 * place;
    const points: Vector[] = [
      onShell(root * 1.4, 0.12, -0.09),
      onShell(root * 1.2, 0.38, -0.01),
      onShell(root, 0.7, 0.035),
      onShell(root + (turn - root) * 0.4, 1.15, 0.05),
      onShell(turn, down, -0.06),
    ];
    meshes.push(hairLock(paint, points, { width, thick: 0.05, taper: forelock }));
  }
  return meshes;
}

/** Taper of a fringe lock: narrow at the crown, where all locks meet. */
const forelock = (t: number): number => (t < 0.55 ? 0.05 + t * 1.73 : ((1 - t) / 0.45) ** 0.95);

/** Builds a lock in front of each ear, `length` below the widest level of the head. */
export function sideLocks(paint: CelPaint, length: number, random: Random): Mesh<CelPaint>[] {
  const sway = 3 * random.normal();
  const points: Vector[] = [
    onShell(50, 0.1, -0.02),
    onShell(60, 0.95, 0.04),
    onShell(69 + sway, 1.55, 0.03),
    onShell(69 + sway, quarter + length * 0.6, -0.03),
    onShell(62, quarter + length, -0.14),
  ];
  const second: Vector[] = [
    onShell(80, 0.1, -0.02),
    onShell(82, 1.0, 0.03),
    onShell(90 + sway, 1.55, 0.03),
    onShell(90 + sway, quarter + length * 0.45, 0.0),
    onShell(86, quarter + length * 0.8, -0.08),
  ];
  return [points, second].flatMap((each) => [
    hairLock(paint, each, { width: 0.185, thick: 0.06, taper: forelock }),
    hairLock(paint, mirrorPoints(each), { width: 0.185, thick: 0.06, taper: forelock }),
  ]);
}
