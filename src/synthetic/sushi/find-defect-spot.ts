import type { Random } from "../../tensor/index.ts";
import type { Camera, Vector } from "../render3d/camera.ts";
import { castScene, sceneMaterials } from "../render3d/cast-scene.ts";
import { raySampleGrid } from "../render3d/ray-sample-grid.ts";
import type { Scene } from "../render3d/scene.ts";

/** Coarse view of a scene: classes and points at positions of the picture. */
export interface CoarseView {
  /** Returns the class at a position, each coordinate 0 … 1 from the top left corner; −1 outside. */
  labelAt(across: number, down: number): number;
  /** Returns the visible point at a position, moved `lift` towards the camera; undefined if there is none. */
  pointAt(across: number, down: number, lift: number): Vector | undefined;
}

/** Point of a surface where a defect can be. */
export interface DefectSpot {
  readonly across: number;
  readonly down: number;
  readonly point: Vector;
}

const width = 64;

/**
 * Renders a coarse view of a scene, independent of the size of the picture, so that a defect has the same position at
 * any size.
 */
export function renderCoarseView(scene: Scene, camera: Camera): CoarseView {
  const grid = raySampleGrid(width);
  castScene(grid, camera, scene);
  const labels = sceneMaterials(scene).map((material) => material?.classId ?? 0);
  const { origin, right, up, forward, halfWidthAtUnitDistance } = camera;
  const at = (across: number, down: number): number => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(across * width)));
    return Math.min(width - 1, Math.max(0, Math.floor(down * width))) * width + column;
  };
  return {
    labelAt: (across, down) =>
      across < 0 || down < 0 || across >= 1 || down >= 1 ? -1 : labels[grid.shape[at(across, down)]],
    pointAt(across, down, lift) {
      const near = grid.inverseDepth[at(across, down)];
      if (near === 0) return undefined;
      const depth = 1 / near - lift;
      const a = (across * 2 - 1) * halfWidthAtUnitDistance;
      const b = (1 - down * 2) * halfWidthAtUnitDistance;
      const along = (axis: 0 | 1 | 2): number =>
        origin[axis] + depth * (forward[axis] + a * right[axis] + b * up[axis]);
      return [along(0), along(1), along(2)];
    },
  };
}

/**
 * Finds a spot where one of some classes is visible, preferably well inside its outline; undefined if there is none.
 */
export function findDefectSpot(view: CoarseView, labels: readonly number[], random: Random): DefectSpot | undefined {
  let best: DefectSpot | undefined;
  let bestRoom = -1;
  for (let tried = 0; tried < 400; tried++) {
    const [across, down] = [random.uniform(), random.uniform()];
    if (!labels.includes(view.labelAt(across, down))) continue;
    let room = 0;
    for (const [dx, dy] of directions) {
      for (const far of [0.03, 0.06, 0.1]) {
        if (labels.includes(view.labelAt(across + dx * far, down + dy * far))) room++;
      }
    }
    const point = view.pointAt(across, down, 0);
    if (room <= bestRoom || point === undefined) continue;
    best = { across, down, point };
    bestRoom = room;
    if (room >= 11) break;
  }
  return best;
}

const directions = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
