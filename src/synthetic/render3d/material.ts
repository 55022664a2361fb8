import { valueNoise3 } from "./value-noise.ts";
import type { LinearColour } from "./linear-colour.ts";

/**
 * Visible point during shading. The renderer fills in the geometry, a material the rest. One object serves a whole
 * picture: an allocation per sample would cost more than the shading.
 */
export interface SurfacePoint {
  /** Position; y is up, the piece stands at y = 0, a nigiri is 2 long. */
  x: number;
  y: number;
  z: number;
  /** Unit normal, towards the viewer; a material may tilt it. */
  nx: number;
  ny: number;
  nz: number;
  /** Coordinates on the shape, specific to each shape. */
  u: number;
  v: number;
  w: number;
  /** Albedo, in linear light. */
  red: number;
  green: number;
  blue: number;
  /** Strength of specular reflection, 0 dull … 1 wet. */
  gloss: number;
  /** Width of highlights, 0.02 mirror … 1 chalk. */
  roughness: number;
  /** Subsurface scattering, 0 stone … 1 jelly. */
  translucency: number;
  /** Transmitted light, as a fraction of the key light, in the surface's colour. */
  transmittedLight: number;
  /** Unit vector towards the viewer. */
  eyeX: number;
  eyeY: number;
  eyeZ: number;
  /** Visibility of the lamp, 0 in shadow … 1 lit. */
  lampVisibility: number;
  /** Visibility of the sky, 0 in a crack … 1 open. */
  skyVisibility: number;
}

/** Material of a shape. */
export interface Material {
  /** Class in the label map: an index into `sushiClasses`. */
  readonly classId: number;
  /** Whether flat parts have no detail finer than a pixel. Default false. */
  readonly isFlatUniform?: boolean;
  /** Fills in the colour and the material parameters of a point. */
  readonly shade: (surface: SurfacePoint) => void;
}

/** Sets colour and material parameters of a point. */
export function setMaterial(surface: SurfacePoint, of: LinearColour, gloss: number, rough: number, soft: number): void {
  surface.red = of[0];
  surface.green = of[1];
  surface.blue = of[2];
  surface.gloss = gloss;
  surface.roughness = rough;
  surface.translucency = soft;
}

/** Blends a colour into a point. */
export function mixIntoSurface(surface: SurfacePoint, of: LinearColour, amount: number): void {
  surface.red += (of[0] - surface.red) * amount;
  surface.green += (of[1] - surface.green) * amount;
  surface.blue += (of[2] - surface.blue) * amount;
}

/** Multiplies the brightness of a point. */
export function scaleBrightness(surface: SurfacePoint, factor: number): void {
  surface.red *= factor;
  surface.green *= factor;
  surface.blue *= factor;
}

/** Tilts the normal of a point by smooth noise over two coordinates of the caller's choice. */
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
