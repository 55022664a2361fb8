import type { Random } from "../../tensor/index.ts";
import type { Camera, Vector } from "../render3d/camera.ts";
import { linearColour, type LinearColour } from "../render3d/linear-colour.ts";
import { smoothstep } from "../render3d/value-noise.ts";
import type { SurfacePoint } from "../render3d/material.ts";

/**
 * Light of a small food photograph: one large warm lamp with a soft box from the left and a little behind, a cool room,
 * and a bright window behind the table, which wet surfaces reflect.
 */
export interface SushiLight {
  /** Direction towards the lamp. */
  readonly towards: Vector;
  /** Sides of the soft box. */
  readonly softBoxAcross: Vector;
  readonly softBoxUp: Vector;
  /** Horizontal direction away from the camera, towards the window. */
  readonly behind: Vector;
  readonly key: LinearColour;
  readonly sky: LinearColour;
  readonly ground: LinearColour;
  /** Fill light from the camera's side. */
  readonly front: LinearColour;
}

/** Creates the light of a picture; varies the position of the lamp slightly. */
export function sushiLight(camera: Camera, random: Random): SushiLight {
  const turn = 0.25 * random.normal();
  const rise = 1.05 + 0.1 * random.normal();
  const warmth = 0.04 * random.normal();
  const power = 1.78 * (1 + 0.05 * random.normal());
  const side = -Math.cos(turn + 0.55);
  const back = Math.sin(turn + 0.55);
  const { right, towards: near } = camera;
  const towards = unit([right[0] * side - near[0] * back, rise, right[2] * side - near[2] * back]);
  const softBoxAcross = unit([towards[2], 0, -towards[0]]);
  const softBoxUp: Vector = [
    towards[1] * softBoxAcross[2] - towards[2] * softBoxAcross[1],
    towards[2] * softBoxAcross[0] - towards[0] * softBoxAcross[2],
    towards[0] * softBoxAcross[1] - towards[1] * softBoxAcross[0],
  ];
  return {
    towards,
    softBoxAcross,
    softBoxUp,
    behind: [-near[0], 0, -near[2]],
    key: [power * (1 + warmth), power * 0.93, power * 0.82 * (1 - warmth)],
    sky: scaleOf(linearColour("#e6ecf6"), 0.42),
    ground: scaleOf(linearColour("#d8b08c"), 0.3),
    front: scaleOf(linearColour("#fff2e4"), 0.46),
  };
}

/** Shaded colour of a point, in linear light; the output of {@link shadePoint}. */
export interface ShadedColour {
  red: number;
  green: number;
  blue: number;
}

/**
 * Shades a point: lamp, room and reflection. Soft materials scatter light round their edge, red farthest, as flesh does
 * (the cheap "wrap" form of subsurface scattering, Green 2004, GPU Gems chapter 16). Highlights are GGX (Walter et al.
 * 2007) with Schlick's Fresnel term.
 */
export function shadePoint(surface: SurfacePoint, light: SushiLight, out: ShadedColour): void {
  const { nx, ny, nz, red, green, blue, gloss, translucency, lampVisibility, skyVisibility, eyeX, eyeY, eyeZ } =
    surface;
  const { towards, key, sky, ground, front, behind } = light;
  const facing = nx * towards[0] + ny * towards[1] + nz * towards[2];
  const view = Math.max(0.02, nx * eyeX + ny * eyeY + nz * eyeZ);
  const shade = lampVisibility + (1 - lampVisibility) * 0.12 * translucency;
  const wrap = 0.6 * translucency;
  const keyRed =
    shade * Math.max(0, (facing + wrap) / (1 + wrap)) + surface.transmittedLight * (0.4 + 0.6 * lampVisibility);
  const keyGreen =
    shade * Math.max(0, (facing + 0.6 * wrap) / (1 + 0.6 * wrap)) +
    surface.transmittedLight * (0.4 + 0.6 * lampVisibility);
  const keyBlue =
    shade * Math.max(0, (facing + 0.45 * wrap) / (1 + 0.45 * wrap)) +
    surface.transmittedLight * (0.4 + 0.6 * lampVisibility);
  const upness = 0.5 + 0.5 * ny;
  const frontness = Math.max(0, -(nx * behind[0] + nz * behind[2]) * 0.8 + 0.2 * ny);
  // Interreflection: light reaches deeper into a crack between bright walls than between dark ones.
  const openRed = skyVisibility + (1 - skyVisibility) * skyVisibility * red * 0.9;
  const openGreen = skyVisibility + (1 - skyVisibility) * skyVisibility * green * 0.9;
  const openBlue = skyVisibility + (1 - skyVisibility) * skyVisibility * blue * 0.9;
  out.red = red * (keyRed * key[0] + openRed * (sky[0] * upness + ground[0] * (1 - upness) + front[0] * frontness));
  out.green =
    green * (keyGreen * key[1] + openGreen * (sky[1] * upness + ground[1] * (1 - upness) + front[1] * frontness));
  out.blue = blue * (keyBlue * key[2] + openBlue * (sky[2] * upness + ground[2] * (1 - upness) + front[2] * frontness));
  if (gloss <= 0) return;

  const graze = 1 - view;
  const graze2 = graze * graze;
  const fresnel = (0.045 + 0.6 * graze2 * graze2 * graze) * gloss;
  const rough2 = surface.roughness * surface.roughness;
  if (facing > 0 && lampVisibility > 0.01) {
    const hx = towards[0] + eyeX;
    const hy = towards[1] + eyeY;
    const hz = towards[2] + eyeZ;
    const half = (nx * hx + ny * hy + nz * hz) / Math.sqrt(hx * hx + hy * hy + hz * hz);
    const lobe = half * half * (rough2 - 1) + 1;
    const bright =
      (lampVisibility * fresnel * facing * rough2) / (lobe * lobe * 4 * Math.max(0.12, facing * view) * Math.PI);
    const capped = Math.min(bright, 1.6) * 2.2;
    out.red += capped * key[0];
    out.green += capped * key[1];
    out.blue += capped * key[2];
  }
  const mirror = fresnel * skyVisibility * (1 - 0.7 * surface.roughness);
  const rx = 2 * view * nx - eyeX;
  const ry = 2 * view * ny - eyeY;
  const rz = 2 * view * nz - eyeZ;
  const image = roomLight(rx, ry, rz, light, lampVisibility);
  out.red += mirror * image * 1.04;
  out.green += mirror * image;
  out.blue += mirror * image * 0.97;
}

/** Computes the brightness of the room in a direction: walls, soft box, window behind. */
function roomLight(x: number, y: number, z: number, light: SushiLight, lit: number): number {
  const { towards, softBoxAcross, softBoxUp, behind } = light;
  let bright = 0.35 + 0.55 * Math.max(0, y);
  const lamp = x * towards[0] + y * towards[1] + z * towards[2];
  if (lamp > 0.3) {
    const a = Math.abs((x * softBoxAcross[0] + z * softBoxAcross[2]) / lamp);
    const b = Math.abs((x * softBoxUp[0] + y * softBoxUp[1] + z * softBoxUp[2]) / lamp);
    bright += 9 * (0.25 + 0.75 * lit) * smoothstep(0.5, 0.36, a) * smoothstep(0.42, 0.28, b);
  }
  const back = x * behind[0] + z * behind[2];
  if (back > 0) bright += 2.1 * smoothstep(0.3, 0.8, back) * smoothstep(0.12, 0.4, y) * smoothstep(0.95, 0.65, y);
  return bright;
}

function unit(of: Vector): Vector {
  const shrink = 1 / Math.hypot(of[0], of[1], of[2]);
  return [of[0] * shrink, of[1] * shrink, of[2] * shrink];
}

function scaleOf(of: LinearColour, factor: number): LinearColour {
  return [of[0] * factor, of[1] * factor, of[2] * factor];
}
