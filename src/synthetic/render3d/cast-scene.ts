import type { Camera } from "./camera.ts";
import { castMesh } from "./cast-mesh.ts";
import { castSpheroid } from "./cast-spheroid.ts";
import type { Material } from "./material.ts";
import type { RaySampleGrid } from "./ray-sample-grid.ts";
import type { Scene } from "./scene.ts";

/** Casts all rays against a scene: shape 1 is its first mesh; its first spheroid follows its last mesh. */
export function castScene(grid: RaySampleGrid, camera: Camera, { meshes, spheroids }: Scene): void {
  let shape = 1;
  for (const mesh of meshes) castMesh(grid, camera, mesh, shape++);
  for (const spheroid of spheroids) castSpheroid(grid, camera, spheroid, shape++);
}

/** Lists the materials of a scene's shapes by the numbers in the grid; number 0 has none. */
export function sceneMaterials({ meshes, spheroids }: Scene): (Material | undefined)[] {
  return [undefined, ...meshes.map(({ material }) => material), ...spheroids.map(({ material }) => material)];
}
