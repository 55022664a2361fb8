import type { Scene } from "../render3d/scene.ts";
import type { Slab } from "./slab.ts";

/** Topping of a nigiri: its shapes, and the slab they follow, which carries further things. */
export interface NigiriTopping {
  readonly scene: Scene;
  readonly slab: Slab;
}
