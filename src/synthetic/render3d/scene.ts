import type { Spheroid } from "./cast-spheroid.ts";
import type { Mesh } from "./mesh.ts";

/** Everything that rays can meet, besides the table. */
export interface Scene {
  readonly meshes: Mesh[];
  readonly spheroids: Spheroid[];
}

/** Puts the shapes of several scenes into one. */
export function mergeScenes(...scenes: readonly Scene[]): Scene {
  return { meshes: scenes.flatMap(({ meshes }) => meshes), spheroids: scenes.flatMap(({ spheroids }) => spheroids) };
}
