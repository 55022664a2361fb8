import type { Picture } from "../../image/index.ts";
import type { Camera } from "../render3d/camera.ts";
import { fillMeshSurface, isHorizontal } from "../render3d/cast-mesh.ts";
import { castScene, sceneMaterials } from "../render3d/cast-scene.ts";
import { fillSpheroidSurface } from "../render3d/cast-spheroid.ts";
import { toSrgbByte } from "../render3d/linear-colour.ts";
import { sushiClassId, labelMapFromRays } from "./label-map.ts";
import { shadePoint, type SushiLight, type ShadedColour } from "./sushi-light.ts";
import type { Material, SurfacePoint } from "../render3d/material.ts";
import { raySampleGrid } from "../render3d/ray-sample-grid.ts";
import type { Scene } from "../render3d/scene.ts";
import { shadowMap } from "./shadow-map.ts";
import { castTable, type SushiTable } from "./sushi-table.ts";

/** Options of {@link renderScene}. */
export interface RenderSceneOptions {
  readonly camera: Camera;
  readonly light: SushiLight;
  readonly table: SushiTable;
  /** Width and height in pixels. */
  readonly size: number;
}

/** Result of {@link renderScene}. */
export interface RenderedScene {
  readonly picture: Picture;
  /** Rays along the side of a pixel. */
  readonly scale: number;
  /** 1 / depth of each ray's hit, `(size × scale)²`. */
  readonly nearness: Float32Array;
  /** Computes the label map: see {@link labelMapFromRays}. */
  readonly labelMap: () => Uint8Array;
}

/** Returns the rays along the side of a pixel: three at small sizes, two at large ones. */
function raysPerPixelSide(size: number): number {
  return size <= 96 ? 3 : 2;
}

/**
 * Renders a scene: casts every ray, then shades each pixel. All rays contribute to outlines; shading is more expensive
 * than casting, so only every second or third of a pixel's rays on one material is shaded, and only one on plain flat
 * ground.
 */
export function renderScene(scene: Scene, { camera, light, table, size }: RenderSceneOptions): RenderedScene {
  const scale = raysPerPixelSide(size);
  const grid = raySampleGrid(size * scale);
  castScene(grid, camera, scene);
  const materials = sceneMaterials(scene);
  const kinds = kindsOf(materials);
  const shadows = shadowMap(scene, light, table.floor);
  const surface = newSurface();
  const shone: ShadedColour = { red: 0.5, green: 0.5, blue: 0.5 };
  const room: ShadedColour = { red: 0.5, green: 0.5, blue: 0.5 };
  const { width, shape, inverseDepth: nearness } = grid;
  const { meshes, spheroids } = scene;
  const { origin, right, up, forward, halfWidthAtUnitDistance } = camera;
  const pixel = (2 * halfWidthAtUnitDistance) / width;
  const last = (scale - 1) * (width + 1);

  /** Shades a ray into `shone`; unless `fresh`, with the shadow of the previous ray, which is blurred anyway. */
  const shadeRay = (at: number, fresh: boolean): void => {
    const row = (at / width) | 0;
    const column = at - row * width;
    const down = halfWidthAtUnitDistance - (row + 0.5) * pixel;
    const across = (column + 0.5) * pixel - halfWidthAtUnitDistance;
    const dx = forward[0] + across * right[0] + down * up[0];
    const dy = forward[1] + across * right[1] + down * up[1];
    const dz = forward[2] + across * right[2] + down * up[2];
    const length = -1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    surface.eyeX = dx * length;
    surface.eyeY = dy * length;
    surface.eyeZ = dz * length;
    const met = shape[at];
    const material = materials[met];
    let beyond = 0;
    if (material === undefined) {
      beyond = castTable(table, camera, dx, dy, dz, surface, room);
    } else {
      const depth = 1 / nearness[at];
      surface.x = origin[0] + dx * depth;
      surface.y = origin[1] + dy * depth;
      surface.z = origin[2] + dz * depth;
      if (met <= meshes.length) fillMeshSurface(meshes[met - 1], grid, at, surface);
      else fillSpheroidSurface(spheroids[met - 1 - meshes.length], surface);
      surface.transmittedLight = 0;
      material.shade(surface);
    }
    if (fresh) shadows.applyTo(surface);
    shadePoint(surface, light, shone);
    shone.red = toneMap(shone.red + (room.red - shone.red) * beyond);
    shone.green = toneMap(shone.green + (room.green - shone.green) * beyond);
    shone.blue = toneMap(shone.blue + (room.blue - shone.blue) * beyond);
  };

  /** Tells whether a ray lies on flat ground without detail, so that it can represent its neighbours. */
  const isPlain = (at: number): boolean => {
    const met = shape[at];
    return materials[met]?.isFlatUniform === true && met <= meshes.length && isHorizontal(meshes[met - 1], grid, at);
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
      // One material at a time; most pixels have only one.
      for (let first = 0, left = rays; left > 0; first++) {
        if (taken[first] === 1) continue;
        const nearest = corner + offsets[first];
        const kind = kinds[shape[nearest]];
        let count = 0;
        for (let at = first; at < rays; at++) {
          if (kinds[shape[corner + offsets[at]]] !== kind) continue;
          taken[at] = 1;
          count++;
        }
        left -= count;
        const plain = kind === 0 || (count === rays && isPlain(nearest) && isPlain(corner + last));
        const wanted = plain ? 1 : Math.ceil(count / scale);
        const share = count / (wanted * rays);
        for (let at = first, shaded = 0; shaded < wanted; at++) {
          if (kinds[shape[corner + offsets[at]]] !== kind) continue;
          shadeRay(corner + offsets[at], shaded === 0);
          shaded++;
          red += shone.red * share;
          green += shone.green * share;
          blue += shone.blue * share;
        }
      }
      pixels[out] = toSrgbByte(red);
      pixels[out + 1] = toSrgbByte(green);
      pixels[out + 2] = toSrgbByte(blue);
    }
  }
  return {
    picture: { width: size, height: size, channels: 3, pixels },
    scale,
    nearness,
    labelMap: () => {
      const labels = materials.map((material) => material?.classId ?? sushiClassId("background"));
      return labelMapFromRays(
        Uint8Array.from(shape, (met) => labels[met]),
        size,
        scale,
      );
    },
  };
}

/**
 * Order in which the rays of a pixel are shaded until enough are: first one in each row and column (non-attacking
 * rooks), so that few represent all.
 */
const shadingOrder: Readonly<Record<number, readonly number[]>> = { 2: [0, 3, 1, 2], 3: [0, 5, 7, 4, 2, 6, 1, 3, 8] };

/** Numbers the materials by shape, so that shapes of one material are shaded together. Number 0 is the table. */
function kindsOf(materials: readonly (Material | undefined)[]): Uint8Array {
  const numbers = new Map<Material | undefined, number>([[undefined, 0]]);
  return Uint8Array.from(materials, (material) => {
    const number = numbers.get(material) ?? numbers.size;
    numbers.set(material, number);
    return number;
  });
}

/** Creates a surface with fractional values, so that V8 represents its fields as unboxed doubles from the start. */
function newSurface(): SurfacePoint {
  return {
    x: 0.5,
    y: 0.5,
    z: 0.5,
    nx: 0.5,
    ny: 0.5,
    nz: 0.5,
    u: 0.5,
    v: 0.5,
    w: 0.5,
    red: 0.5,
    green: 0.5,
    blue: 0.5,
    gloss: 0.5,
    roughness: 0.5,
    translucency: 0.5,
    transmittedLight: 0.5,
    eyeX: 0.5,
    eyeY: 0.5,
    eyeZ: 0.5,
    lampVisibility: 0.5,
    skyVisibility: 0.5,
  };
}

/** Maps brightness to display range with a soft shoulder, like film, instead of clipping. */
function toneMap(light: number): number {
  return light < 0.6 ? light : 1 - 0.16 / (light - 0.2);
}
