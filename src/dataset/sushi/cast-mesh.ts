import type { Camera } from "./camera.ts";
import type { Mesh } from "./mesh.ts";
import type { SampleGrid } from "./sample-grid.ts";

/**
 * Lets every ray that can meet a mesh meet it. Instead of asking each ray for its triangles, each triangle asks the
 * few rays inside its outline (Pineda 1988, "A parallel algorithm for polygon rasterization"); nearness and everything
 * that is divided by depth is linear over the picture, so that the answer is exact, perspective included.
 */
export function castMesh(grid: SampleGrid, camera: Camera, mesh: Mesh, part: number): void {
  const { rows, columns, outside } = mesh;
  const corners = project(grid.width, camera, mesh.positions);
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const a = row * columns + column;
      const b = a + 1;
      const c = a + columns;
      const d = c + 1;
      castTriangle(grid, camera, mesh, part, corners, a, b, c, outside);
      castTriangle(grid, camera, mesh, part, corners, d, c, b, outside);
    }
  }
}

/** Where the points of a mesh appear, in rays from the left and from the top, and their nearness. */
function project(width: number, camera: Camera, positions: Float32Array): Float32Array {
  const out = new Float32Array(positions.length);
  const { origin, right, up, forward, spread } = camera;
  const half = width / 2;
  const zoom = half / spread;
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
  grid: SampleGrid,
  camera: Camera,
  mesh: Mesh,
  part: number,
  corners: Float32Array,
  a: number,
  b: number,
  c: number,
  outside: number,
): void {
  const a3 = a * 3;
  const b3 = b * 3;
  const c3 = c * 3;
  const ax = corners[a3];
  const ay = corners[a3 + 1];
  const bx = corners[b3];
  const by = corners[b3 + 1];
  const cx = corners[c3];
  const cy = corners[c3 + 1];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area * outside < 0 || area === 0) return;
  const width = grid.width;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
  const right = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const bottom = Math.min(width - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  if (left > right || top > bottom) return;
  const share = 1 / area;
  const an = corners[a3 + 2];
  const bn = corners[b3 + 2];
  const cn = corners[c3 + 2];
  if (an <= 0 || bn <= 0 || cn <= 0) return;
  // A sheet seen from behind turns its normals round.
  const facing = outside === 0 && area < 0 ? -1 : 1;
  const { nearness, surface, part: parts } = grid;
  const { normals, coordinates, exists } = mesh;
  const stepA = (by - cy) * share;
  const stepB = (cy - ay) * share;
  for (let row = top; row <= bottom; row++) {
    const y = row + 0.5;
    const x = left + 0.5;
    let toA = ((bx - x) * (cy - y) - (by - y) * (cx - x)) * share;
    let toB = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) * share;
    let at = row * width + left;
    for (let column = left; column <= right; column++, at++, toA += stepA, toB += stepB) {
      const toC = 1 - toA - toB;
      if (toA < 0 || toB < 0 || toC < 0) continue;
      const near = toA * an + toB * bn + toC * cn;
      if (near <= nearness[at]) continue;
      const depth = 1 / near;
      const shareA = toA * an * depth;
      const shareB = toB * bn * depth;
      const shareC = toC * cn * depth;
      if (exists !== undefined && !existsAt(camera, width, column, row, depth, exists)) continue;
      nearness[at] = near;
      parts[at] = part;
      const out = at * 6;
      surface[out] = facing * (shareA * normals[a3] + shareB * normals[b3] + shareC * normals[c3]);
      surface[out + 1] = facing * (shareA * normals[a3 + 1] + shareB * normals[b3 + 1] + shareC * normals[c3 + 1]);
      surface[out + 2] = facing * (shareA * normals[a3 + 2] + shareB * normals[b3 + 2] + shareC * normals[c3 + 2]);
      surface[out + 3] = shareA * coordinates[a3] + shareB * coordinates[b3] + shareC * coordinates[c3];
      surface[out + 4] = shareA * coordinates[a3 + 1] + shareB * coordinates[b3 + 1] + shareC * coordinates[c3 + 1];
      surface[out + 5] = shareA * coordinates[a3 + 2] + shareB * coordinates[b3 + 2] + shareC * coordinates[c3 + 2];
    }
  }
}

function existsAt(
  { origin, right, up, forward, spread }: Camera,
  width: number,
  column: number,
  row: number,
  depth: number,
  exists: (x: number, y: number, z: number) => boolean,
): boolean {
  const across = ((column + 0.5) / width - 0.5) * 2 * spread;
  const down = (0.5 - (row + 0.5) / width) * 2 * spread;
  return exists(
    origin[0] + depth * (forward[0] + across * right[0] + down * up[0]),
    origin[1] + depth * (forward[1] + across * right[1] + down * up[1]),
    origin[2] + depth * (forward[2] + across * right[2] + down * up[2]),
  );
}
