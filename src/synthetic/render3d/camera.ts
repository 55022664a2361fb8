/** A direction or a place: x to the right of the piece, y up, z towards its front. */
export type Vector = readonly [x: number, y: number, z: number];

/** A pinhole camera. */
export interface Camera {
  readonly origin: Vector;
  readonly right: Vector;
  readonly up: Vector;
  readonly forward: Vector;
  /** Half the picture's width at distance 1. */
  readonly halfWidthAtUnitDistance: number;
  /** The horizontal direction from the piece towards the camera. */
  readonly towards: Vector;
}
