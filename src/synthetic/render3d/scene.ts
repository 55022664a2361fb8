import type { Spheroid } from "./cast-spheroid.ts";
import type { Mesh } from "./mesh.ts";

/** Shapes that rays can hit, besides the table. */
export interface Scene {
  readonly meshes: Mesh[];
  readonly spheroids: Spheroid[];
}

/** Merges the shapes of several scenes. */
export function mergeScenes(...scenes: readonly Scene[]): Scene {
  return { meshes: scenes.flatMap(({ meshes }) => meshes), spheroids: scenes.flatMap(({ spheroids }) => spheroids) };
}
