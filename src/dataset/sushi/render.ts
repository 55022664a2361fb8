import type { Picture } from "../../image/index.ts";
import type { Camera } from "./camera.ts";
import { castScene } from "./cast-scene.ts";
import { byteOf } from "./colour.ts";
import { labelMapOf } from "./label-map.ts";
import { shine, type Light, type Shine } from "./light.ts";
import type { Material, Surface } from "./material.ts";
import { sampleGrid } from "./sample-grid.ts";
import type { Scene } from "./scene.ts";
import { shadow } from "./shadow.ts";
import { meetTable, type Table } from "./table.ts";

export interface RenderOptions {
  readonly camera: Camera;
  readonly light: Light;
  readonly table: Table;
  /** Width and height in pixels. */
  readonly size: number;
}

export interface Rendered {
  readonly picture: Picture;
  /** Rays across a pixel. */
  readonly scale: number;
  /** 1 / depth of what each ray met, `(size × scale)²`. */
  readonly nearness: Float32Array;
  /** Makes the label map: see {@link labelMapOf}. */
  readonly labelMap: () => Uint8Array;
}

/** Rays across a pixel: three where pixels are few, two where they are many. */
function raysAcross(size: number): number {
  return size <= 96 ? 3 : 2;
}

/**
 * Renders a scene: casts every ray, then shades each pixel. Outlines are as smooth as the rays are many; shading is dearer
 * than casting, so that of a pixel's rays on one material only every second or third is shaded, and only one on plain flat ground.
 */
export function render(scene: Scene, { camera, light, table, size }: RenderOptions): Rendered {
  const scale = raysAcross(size);
  const grid = sampleGrid(size * scale);
  const materials = castScene(grid, camera, scene);
  const shadows = shadow(scene, light, table.floor);
  const surface: Surface = { ...blank };
  const shone: Shine = { red: 0, green: 0, blue: 0 };
  const room: Shine = { red: 0, green: 0, blue: 0 };
  const { width, part, nearness, surface: stored } = grid;
  const { origin, right, up, forward, spread } = camera;
  const pixel = (2 * spread) / width;
  const last = (scale - 1) * (width + 1);

  /** Shades a ray into `shone`; unless `fresh`, with the shadow of the ray before it, which is blurred anyway. */
  const shadeRay = (at: number, fresh: boolean): void => {
    const row = (at / width) | 0;
    const column = at - row * width;
    const down = spread - (row + 0.5) * pixel;
    const across = (column + 0.5) * pixel - spread;
    const dx = forward[0] + across * right[0] + down * up[0];
    const dy = forward[1] + across * right[1] + down * up[1];
    const dz = forward[2] + across * right[2] + down * up[2];
    const met = part[at];
    let beyond = 0;
    if (met === 0) {
      beyond = meetTable(table, camera, dx, dy, dz, surface, room);
    } else {
      const depth = 1 / nearness[at];
      surface.x = origin[0] + dx * depth;
      surface.y = origin[1] + dy * depth;
      surface.z = origin[2] + dz * depth;
      const from = at * 6;
      const nx = stored[from];
      const ny = stored[from + 1];
      const nz = stored[from + 2];
      const shrink = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
      surface.nx = nx * shrink;
      surface.ny = ny * shrink;
      surface.nz = nz * shrink;
      surface.u = stored[from + 3];
      surface.v = stored[from + 4];
      surface.w = stored[from + 5];
      surface.glow = 0;
      materials[met].shade(surface);
    }
    const length = -1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    surface.eyeX = dx * length;
    surface.eyeY = dy * length;
    surface.eyeZ = dz * length;
    if (fresh) shadows.fallOn(surface);
    shine(surface, light, shone);
    shone.red = film(shone.red + (room.red - shone.red) * beyond);
    shone.green = film(shone.green + (room.green - shone.green) * beyond);
    shone.blue = film(shone.blue + (room.blue - shone.blue) * beyond);
  };

  const pixels = new Uint8Array(size * size * 3);
  const rays = scale * scale;
  const offsets = Int32Array.from(shadingOrder[scale], (at) => Math.floor(at / scale) * width + (at % scale));
  const taken = new Uint8Array(rays);
  for (let row = 0, out = 0; row < size; row++) {
    for (let column = 0; column < size; column++, out += 3) {
      const corner = row * scale * width + column * scale;
      let red = 0;
      let green = 0;
      let blue = 0;
      taken.fill(0);
      // One material after the other; most pixels have only one.
      for (let first = 0, left = rays; left > 0; first++) {
        if (taken[first] === 1) continue;
        const met = part[corner + offsets[first]];
        let count = 0;
        for (let at = first; at < rays; at++) {
          if (part[corner + offsets[at]] !== met) continue;
          taken[at] = 1;
          count++;
        }
        left -= count;
        const plain = met === 0 || (count === rays && isPlain(materials[met], stored, corner, corner + last));
        const wanted = plain ? 1 : Math.ceil(count / scale);
        const share = count / (wanted * rays);
        for (let at = first, shaded = 0; shaded < wanted; at++) {
          if (part[corner + offsets[at]] !== met) continue;
          shadeRay(corner + offsets[at], shaded === 0);
          shaded++;
          red += shone.red * share;
          green += shone.green * share;
          blue += shone.blue * share;
        }
      }
      pixels[out] = byteOf(red);
      pixels[out + 1] = byteOf(green);
      pixels[out + 2] = byteOf(blue);
    }
  }
  return {
    picture: { width: size, height: size, channels: 3, pixels },
    scale,
    nearness,
    labelMap: () =>
      labelMapOf(
        part.map((met) => materials[met].label),
        size,
        scale,
      ),
  };
}

/**
 * The order in which the rays of a pixel are shaded until enough are: first one in each row and column (chess rooks that
 * do not threaten each other), so that few speak for all.
 */
const shadingOrder: Readonly<Record<number, readonly number[]>> = { 2: [0, 3, 1, 2], 3: [0, 5, 7, 4, 2, 6, 1, 3, 8] };

/** Whether a pixel between two rays lies on flat ground without detail, so that one ray can speak for it. */
function isPlain(material: Material, stored: Float32Array, first: number, last: number): boolean {
  if (material.plain !== true) return false;
  const [a, b] = [first * 6, last * 6];
  return stored[a] * stored[b] + stored[a + 1] * stored[b + 1] + stored[a + 2] * stored[b + 2] > 0.999999;
}

const blank: Surface = {
  ...{ x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0, u: 0, v: 0, w: 0 },
  ...{ red: 0, green: 0, blue: 0, gloss: 0, rough: 1, soft: 0, glow: 0 },
  ...{ eyeX: 0, eyeY: 0, eyeZ: 0, lit: 1, open: 1 },
};

/** Film: light that is too bright runs out softly towards white instead of being cut off. */
function film(light: number): number {
  return light < 0.6 ? light : 1 - 0.16 / (light - 0.2);
}
