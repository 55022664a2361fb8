import { valueNoise3 } from "./value-noise.ts";
import type { LinearColour } from "./linear-colour.ts";

/**
 * One visible point while it is being shaded. The renderer fills in the geometry, a material the rest. One object
 * serves a whole picture: a fresh one per sample would cost more than the shading.
 */
export interface SurfacePoint {
  /** Where it is; y is up, the piece stands at y = 0, a nigiri is 2 long. */
  x: number;
  y: number;
  z: number;
  /** Unit normal, towards the viewer; a material may tilt it. */
  nx: number;
  ny: number;
  nz: number;
  /** Coordinates on the shape, each shape's own. */
  u: number;
  v: number;
  w: number;
  /** What share of the light comes back, in linear light. */
  red: number;
  green: number;
  blue: number;
  /** 0 dull … 1 wet: how much it mirrors. */
  gloss: number;
  /** 0.02 mirror … 1 chalk: how wide its highlights are. */
  roughness: number;
  /** 0 stone … 1 jelly: how far light seeps round into the shade. */
  translucency: number;
  /** Light shining through from behind, as a share of the key light, in the surface's colour. */
  transmittedLight: number;
  /** Towards the viewer, unit length. */
  eyeX: number;
  eyeY: number;
  eyeZ: number;
  /** 0 in the lamp's shadow … 1 in its light. */
  lampVisibility: number;
  /** 0 in a crack … 1 under the free sky. */
  skyVisibility: number;
}

/** What a shape is made of. */
export interface Material {
  /** Its class in the label map: an index into `sushiClasses`. */
  readonly classId: number;
  /** Without detail finer than a pixel where it is flat. Default false. */
  readonly isFlatUniform?: boolean;
  /** Fills in the colour and the character of a point. */
  readonly shade: (surface: SurfacePoint) => void;
}

/** Sets colour and character of a point in one line. */
export function setMaterial(surface: SurfacePoint, of: LinearColour, gloss: number, rough: number, soft: number): void {
  surface.red = of[0];
  surface.green = of[1];
  surface.blue = of[2];
  surface.gloss = gloss;
  surface.roughness = rough;
  surface.translucency = soft;
}

/** Mixes a colour into a point. */
export function mixIntoSurface(surface: SurfacePoint, of: LinearColour, amount: number): void {
  surface.red += (of[0] - surface.red) * amount;
  surface.green += (of[1] - surface.green) * amount;
  surface.blue += (of[2] - surface.blue) * amount;
}

/** Makes a point lighter or darker. */
export function scaleBrightness(surface: SurfacePoint, factor: number): void {
  surface.red *= factor;
  surface.green *= factor;
  surface.blue *= factor;
}

/** Roughens a point: tilts its normal by smooth noise over two coordinates of the caller's choice. */
export function perturbNormal(surface: SurfacePoint, x: number, y: number, amount: number): void {
  valueNoise3(x, y, tilt);
  const nx = surface.nx + amount * tilt[0];
  const ny = surface.ny + amount * tilt[1];
  const nz = surface.nz + amount * tilt[2];
  const shrink = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
  surface.nx = nx * shrink;
  surface.ny = ny * shrink;
  surface.nz = nz * shrink;
}

const tilt = new Float64Array(3);
