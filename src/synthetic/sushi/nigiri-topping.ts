import type { Scene } from "../render3d/scene.ts";
import type { Slab } from "./slab.ts";

/** What lies on the rice of a nigiri: its shapes, and the slab they follow, on which other things can be put. */
export interface NigiriTopping {
  readonly scene: Scene;
  readonly slab: Slab;
}
