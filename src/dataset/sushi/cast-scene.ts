import type { Camera } from "./camera.ts";
import { castMesh } from "./cast-mesh.ts";
import { castSpheroid } from "./cast-spheroid.ts";
import { classOf } from "./label-map.ts";
import type { Material } from "./material.ts";
import type { SampleGrid } from "./sample-grid.ts";
import type { Scene } from "./scene.ts";

/** Stands for number 0, the table and the room behind it. */
const nothing: Material = { label: classOf("background"), shade() {} };

/** Casts everything in a scene; returns the materials by the numbers that the grid keeps. */
export function castScene(grid: SampleGrid, camera: Camera, scene: Scene): Material[] {
  const numbers = new Map<Material, number>();
  const materials: Material[] = [nothing];
  const numberOf = (material: Material): number => {
    const known = numbers.get(material);
    if (known !== undefined) return known;
    const number = numbers.size + 1;
    numbers.set(material, number);
    materials[number] = material;
    return number;
  };
  for (const mesh of scene.meshes) castMesh(grid, camera, mesh, numberOf(mesh.material));
  for (const spheroid of scene.spheroids) castSpheroid(grid, camera, spheroid, numberOf(spheroid.material));
  return materials;
}
