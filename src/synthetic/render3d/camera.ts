/** Direction or position: x to the right of the model, y up, z towards its front. */
export type Vector = readonly [x: number, y: number, z: number];

/** Pinhole camera. */
export interface Camera {
  readonly origin: Vector;
  readonly right: Vector;
  readonly up: Vector;
  readonly forward: Vector;
  /** Half the width of the view at distance 1. */
  readonly halfWidthAtUnitDistance: number;
  /** Horizontal direction from the model towards the camera. */
  readonly towards: Vector;
}
