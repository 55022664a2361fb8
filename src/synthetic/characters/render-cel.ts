import type { Picture } from "../../image/index.ts";
import type { Camera, Vector } from "../render3d/camera.ts";
import { castMesh } from "../render3d/cast-mesh.ts";
import type { Mesh } from "../render3d/mesh.ts";
import { raySampleGrid, type RaySampleGrid } from "../render3d/ray-sample-grid.ts";
import { shellMiddle } from "./hair-lock.ts";
import { drawPenLines } from "./draw-pen-lines.ts";
import { setTone, type CelPaint, type CelPoint } from "./cel-paint.ts";
import type { Tone } from "./tone.ts";

/** Options of {@link renderCel}. */
export interface RenderCelOptions {
  readonly camera: Camera;
  /** Direction towards the light, in view space: right, up, towards the viewer; unit length. */
  readonly light: Vector;
  /** Colour of the background, from the top of the picture, 0, to its bottom, 1. */
  readonly backdrop: (down: number) => Tone;
  /** Tint of the light, multiplied with every colour. */
  readonly tint: Tone;
  /** Width and height in pixels. */
  readonly size: number;
}

/** Returns the number of samples along the side of a pixel. */
function samplesPerPixelSide(size: number): number {
  return size <= 48 ? 6 : size <= 80 ? 4 : size <= 160 ? 3 : 2;
}

/** Renders flat tones with pen lines, in the style of animation cels. */
export function renderCel(meshes: readonly Mesh<CelPaint>[], options: RenderCelOptions): Picture {
  const { size, camera } = options;
  const scale = samplesPerPixelSide(size);
  const grid = raySampleGrid(size * scale);
  for (const [at, each] of meshes.entries()) castMesh(grid, camera, each, at + 1);
  const colours = shade(grid, meshes, options);
  drawPenLines(grid, meshes, colours);
  return shrink(colours, grid.width, scale, options);
}

function shade(grid: RaySampleGrid, meshes: readonly Mesh<CelPaint>[], options: RenderCelOptions): Uint8ClampedArray {
  const { camera, light } = options;
  const { width, shape, inverseDepth, triangle, barycentric } = grid;
  const backdrop = Array.from({ length: width }, (_, row) => options.backdrop((row + 0.5) / width));
  const { right, up, forward } = camera;
  const colours = new Uint8ClampedArray(width * width * 3);
  const [lx, ly, lz] = [0, 1, 2].map((part) => light[0] * right[part] + light[1] * up[part] - light[2] * forward[part]);
  // Hair casts a shadow on skin: look slightly towards the light for a nearer shape.
  const castRow = -Math.round(0.028 * width * (0.6 + light[1]));
  const castColumn = Math.round(0.02 * width * light[0] * 1.5);
  const point: CelPoint = { x: 0.5, y: 0.5, z: 0.5, u: 0.5, v: 0.5, w: 0.5, red: 0.5, green: 0.5, blue: 0.5 };
  const toCaster = castRow * width + castColumn;
  const brushes = meshes.map(brushOf);
  const inShadow = (at: number): boolean => {
    const met = at + toCaster < 0 ? 0 : shape[at + toCaster];
    return met !== 0 && !brushes[met - 1].skin && 1 / inverseDepth[at + toCaster] < 1 / inverseDepth[at] - 0.02;
  };

  for (let at = 0, out = 0; at < shape.length; at++, out += 3) {
    const met = shape[at];
    if (met === 0) {
      setTone(point, backdrop[Math.floor(at / width)]);
    } else {
      const brush = brushes[met - 1];
      const { columns, positions, normals, coordinates } = brush;
      const number = triangle[at];
      const cell = number >> 1;
      const a = (number & 1) === 0 ? cell * 3 : (cell + columns + 1) * 3;
      const b = (number & 1) === 0 ? (cell + 1) * 3 : (cell + columns) * 3;
      const c = (number & 1) === 0 ? (cell + columns) * 3 : (cell + 1) * 3;
      const toB = barycentric[at * 2];
      const toC = barycentric[at * 2 + 1];
      const toA = 1 - toB - toC;
      point.x = toA * positions[a] + toB * positions[b] + toC * positions[c];
      point.y = toA * positions[a + 1] + toB * positions[b + 1] + toC * positions[c + 1];
      point.z = toA * positions[a + 2] + toB * positions[b + 2] + toC * positions[c + 2];
      point.u = toA * coordinates[a] + toB * coordinates[b] + toC * coordinates[c];
      point.v = toA * coordinates[a + 1] + toB * coordinates[b + 1] + toC * coordinates[c + 1];
      const nx = toA * normals[a] + toB * normals[b] + toC * normals[c];
      const ny = toA * normals[a + 1] + toB * normals[b + 1] + toC * normals[c + 1];
      const nz = toA * normals[a + 2] + toB * normals[b + 2] + toC * normals[c + 2];
      const away = brush.outside === 0 && nx * forward[0] + ny * forward[1] + nz * forward[2] > 0;
      const length = (away ? -1 : 1) / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
      let lit = (nx * lx + ny * ly + nz * lz) * length;
      let ring = false;
      if (brush.round > 0) {
        const mx = point.x - shellMiddle[0];
        const my = Math.max(-0.4, point.y - shellMiddle[1]);
        const mz = point.z - shellMiddle[2];
        const reach = 1 / Math.sqrt(mx * mx + my * my + mz * mz + 1e-12);
        lit += brush.round * ((mx * lx + my * ly + mz * lz) * reach - lit);
        // The ring of light round the crown, with an edge as jagged as the locks.
        const rise = my * reach + 0.11 * (point.u * point.u - 0.5);
        const facing = -(mx * forward[0] + my * forward[1] + mz * forward[2]) * reach;
        ring = facing > 0.2 && Math.abs(rise - 0.61) < 0.07 * facing && lit > 0.25;
      }
      const shaded = lit < brush.threshold || (brush.skin && inShadow(at));
      setTone(point, shaded ? brush.shade : ring ? brush.glow : brush.base);
      if (brush.detail !== undefined) brush.detail(point, shaded);
    }
    colours[out] = point.red;
    colours[out + 1] = point.green;
    colours[out + 2] = point.blue;
  }
  return colours;
}

/** Mesh and paint in one object of a single hidden class, which makes the inner loop much faster. */
interface Brush {
  readonly columns: number;
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly coordinates: Float32Array;
  readonly outside: number;
  readonly base: Tone;
  readonly shade: Tone;
  readonly glow: Tone;
  readonly round: number;
  readonly threshold: number;
  readonly skin: boolean;
  readonly detail: CelPaint["detail"];
}

function brushOf({ columns, positions, normals, coordinates, orientation: outside, material }: Mesh<CelPaint>): Brush {
  const { base, shade, glow = base, headLightBlend: round = 0, threshold = 0, kind, detail } = material;
  const skin = kind === "skin";
  return { columns, positions, normals, coordinates, outside, base, shade, glow, round, threshold, skin, detail };
}

/** Averages the samples of each pixel. */
function shrink(colours: Uint8ClampedArray, width: number, scale: number, { size, tint }: RenderCelOptions): Picture {
  const pixels = new Uint8Array(size * size * 3);
  for (let row = 0, out = 0; row < size; row++) {
    for (let column = 0; column < size; column++, out += 3) {
      for (let part = 0; part < 3; part++) {
        let sum = 0;
        for (let down = 0; down < scale; down++) {
          const start = ((row * scale + down) * width + column * scale) * 3 + part;
          for (let across = 0; across < scale * 3; across += 3) sum += colours[start + across];
        }
        pixels[out + part] = Math.min(255, Math.round((sum / (scale * scale)) * (tint[part] / 255)));
      }
    }
  }
  return { width: size, height: size, channels: 3, pixels };
}
