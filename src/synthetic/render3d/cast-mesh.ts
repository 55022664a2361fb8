import type { Camera } from "./camera.ts";
import type { SurfacePoint } from "./material.ts";
import type { Mesh } from "./mesh.ts";
import type { RaySampleGrid } from "./ray-sample-grid.ts";

/**
 * Casts all rays against a mesh. Each triangle visits the rays inside its outline, instead of each ray its triangles
 * (Pineda 1988, "A parallel algorithm for polygon rasterization"); inverse depth, and every value divided by depth, is
 * linear over the picture, so the result is exact, perspective included.
 */
export function castMesh(grid: RaySampleGrid, camera: Camera, mesh: Mesh<unknown>, shape: number): void {
  const { rows, columns } = mesh;
  const corners = project(grid.width, camera, mesh.positions);
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const a = row * columns + column;
      castTriangle(grid, camera, mesh, shape, corners, a * 2);
      castTriangle(grid, camera, mesh, shape, corners, a * 2 + 1);
    }
  }
}

/** Projects the points of a mesh: position in rays from the left and from the top, and inverse depth. */
function project(width: number, camera: Camera, positions: Float32Array): Float32Array {
  const out = new Float32Array(positions.length);
  const { origin, right, up, forward, halfWidthAtUnitDistance } = camera;
  const half = width / 2;
  const zoom = half / halfWidthAtUnitDistance;
  for (let at = 0; at < positions.length; at += 3) {
    const x = positions[at] - origin[0];
    const y = positions[at + 1] - origin[1];
    const z = positions[at + 2] - origin[2];
    const nearness = 1 / (x * forward[0] + y * forward[1] + z * forward[2]);
    out[at] = half + (x * right[0] + y * right[1] + z * right[2]) * nearness * zoom;
    out[at + 1] = half - (x * up[0] + y * up[1] + z * up[2]) * nearness * zoom;
    out[at + 2] = nearness;
  }
  return out;
}

function castTriangle(
  grid: RaySampleGrid,
  camera: Camera,
  mesh: Mesh<unknown>,
  shape: number,
  corners: Float32Array,
  triangle: number,
): void {
  const { columns, orientation, exists } = mesh;
  const cell = triangle >> 1;
  const a = (triangle & 1) === 0 ? cell * 3 : (cell + columns + 1) * 3;
  const b = (triangle & 1) === 0 ? (cell + 1) * 3 : (cell + columns) * 3;
  const c = (triangle & 1) === 0 ? (cell + columns) * 3 : (cell + 1) * 3;
  const ax = corners[a];
  const ay = corners[a + 1];
  const bx = corners[b];
  const by = corners[b + 1];
  const cx = corners[c];
  const cy = corners[c + 1];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area * orientation < 0 || area === 0) return;
  const width = grid.width;
  // Rays are at the centres of their cells: the first is ⌊min + ½⌋, the last ⌊max + ½⌋ − 1.
  const left = firstRay(ax < bx ? (ax < cx ? ax : cx) : bx < cx ? bx : cx);
  const right = lastRay(ax > bx ? (ax > cx ? ax : cx) : bx > cx ? bx : cx, width);
  if (left > right) return;
  const top = firstRay(ay < by ? (ay < cy ? ay : cy) : by < cy ? by : cy);
  const bottom = lastRay(ay > by ? (ay > cy ? ay : cy) : by > cy ? by : cy, width);
  if (top > bottom) return;
  const an = corners[a + 2];
  const bn = corners[b + 2];
  const cn = corners[c + 2];
  if (an <= 0 || bn <= 0 || cn <= 0) return;
  const { inverseDepth, barycentric, shape: shapes, triangle: triangles } = grid;
  const share = 1 / area;
  const stepA = (by - cy) * share;
  const stepB = (cy - ay) * share;
  const stepC = -stepA - stepB;
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    const x = left + 0.5;
    let toA = ((bx - x) * (cy - y) - (by - y) * (cx - x)) * share;
    let toB = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) * share;
    let first = left;
    let last = right;
    if (right - left > 6) {
      // A long thin triangle fills little of its box: skip rays outside its edges.
      first += Math.max(
        0,
        Math.floor(entry(toA, stepA)),
        Math.floor(entry(toB, stepB)),
        Math.floor(entry(1 - toA - toB, stepC)),
      );
      last =
        left +
        Math.min(
          right - left,
          Math.ceil(exit(toA, stepA)),
          Math.ceil(exit(toB, stepB)),
          Math.ceil(exit(1 - toA - toB, stepC)),
        );
      toA += stepA * (first - left);
      toB += stepB * (first - left);
    }
    let at = row * width + first;
    for (let column = first; column <= last; column++, at++, toA += stepA, toB += stepB) {
      const toC = 1 - toA - toB;
      if (toA < 0 || toB < 0 || toC < 0) continue;
      const near = toA * an + toB * bn + toC * cn;
      if (near <= inverseDepth[at]) continue;
      const depth = 1 / near;
      if (exists !== undefined && !existsAt(camera, width, column, row, depth, exists)) continue;
      inverseDepth[at] = near;
      shapes[at] = shape;
      triangles[at] = triangle;
      barycentric[at * 2] = toB * bn * depth;
      barycentric[at * 2 + 1] = toC * cn * depth;
    }
  }
}

function firstRay(least: number): number {
  return least > 0 ? (least + 0.5) | 0 : 0;
}

function lastRay(most: number, width: number): number {
  const last = ((most + 0.5) | 0) - 1;
  return last < width ? last : width - 1;
}

/** Counts the steps until a value that starts at `value` and grows by `step` is no longer negative. */
function entry(value: number, step: number): number {
  return value < 0 && step > 0 ? -value / step : 0;
}

/** Counts the steps until such a value becomes negative. */
function exit(value: number, step: number): number {
  return step < 0 ? -value / step : Infinity;
}

function existsAt(
  { origin, right, up, forward, halfWidthAtUnitDistance }: Camera,
  width: number,
  column: number,
  row: number,
  depth: number,
  exists: (x: number, y: number, z: number) => boolean,
): boolean {
  const across = ((column + 0.5) / width - 0.5) * 2 * halfWidthAtUnitDistance;
  const down = (0.5 - (row + 0.5) / width) * 2 * halfWidthAtUnitDistance;
  return exists(
    origin[0] + depth * (forward[0] + across * right[0] + down * up[0]),
    origin[1] + depth * (forward[1] + across * right[1] + down * up[1]),
    origin[2] + depth * (forward[2] + across * right[2] + down * up[2]),
  );
}

/** Fills in the surface attributes of a hit on a mesh: normal, towards the viewer for a sheet, and u, v, w. */
export function fillMeshSurface(mesh: Mesh<unknown>, grid: RaySampleGrid, at: number, surface: SurfacePoint): void {
  const { columns, normals, coordinates } = mesh;
  const triangle = grid.triangle[at];
  const cell = triangle >> 1;
  const a = (triangle & 1) === 0 ? cell * 3 : (cell + columns + 1) * 3;
  const b = (triangle & 1) === 0 ? (cell + 1) * 3 : (cell + columns) * 3;
  const c = (triangle & 1) === 0 ? (cell + columns) * 3 : (cell + 1) * 3;
  const toB = grid.barycentric[at * 2];
  const toC = grid.barycentric[at * 2 + 1];
  const toA = 1 - toB - toC;
  const nx = toA * normals[a] + toB * normals[b] + toC * normals[c];
  const ny = toA * normals[a + 1] + toB * normals[b + 1] + toC * normals[c + 1];
  const nz = toA * normals[a + 2] + toB * normals[b + 2] + toC * normals[c + 2];
  const turned = mesh.orientation === 0 && nx * surface.eyeX + ny * surface.eyeY + nz * surface.eyeZ < 0;
  const shrink = (turned ? -1 : 1) / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
  surface.nx = nx * shrink;
  surface.ny = ny * shrink;
  surface.nz = nz * shrink;
  surface.u = toA * coordinates[a] + toB * coordinates[b] + toC * coordinates[c];
  surface.v = toA * coordinates[a + 1] + toB * coordinates[b + 1] + toC * coordinates[c + 1];
  surface.w = toA * coordinates[a + 2] + toB * coordinates[b + 2] + toC * coordinates[c + 2];
}

/** Tells whether a ray hits a horizontal triangle of a mesh. */
export function isHorizontal(mesh: Mesh<unknown>, grid: RaySampleGrid, at: number): boolean {
  const { columns, normals } = mesh;
  const cell = (grid.triangle[at] >> 1) * 3 + 1;
  const next = cell + columns * 3;
  const level = 0.999999;
  return normals[cell] > level && normals[cell + 3] > level && normals[next] > level && normals[next + 3] > level;
}
