import type { Camera, Vector } from "./camera.ts";
import type { Material, SurfacePoint } from "./material.ts";
import type { RaySampleGrid } from "./ray-sample-grid.ts";

/** Ball, or ellipsoid of revolution: a roe, a grain of rice. */
export interface Spheroid {
  readonly centre: Vector;
  /** Unit vector along the long axis. */
  readonly axis: Vector;
  /** Half the length along the axis. */
  readonly length: number;
  /** Half the thickness. */
  readonly radius: number;
  /** Number with which its material varies it; stored as `u`. */
  readonly tint: number;
  readonly material: Material;
}

/** Creates a ball. */
export function sphere(centre: Vector, radius: number, tint: number, material: Material): Spheroid {
  return { centre, axis: [0, 1, 0], length: radius, radius, tint, material };
}

/**
 * Casts the rays against a spheroid, exactly: scales space along the axis until the spheroid is a ball, and solves the
 * quadratic of ray and ball.
 */
export function castSpheroid(grid: RaySampleGrid, camera: Camera, spheroid: Spheroid, shape: number): void {
  const { width, inverseDepth, shape: shapes } = grid;
  const { origin, right, up, forward, halfWidthAtUnitDistance } = camera;
  const { centre, axis, length, radius } = spheroid;
  const ox = origin[0] - centre[0];
  const oy = origin[1] - centre[1];
  const oz = origin[2] - centre[2];
  const depth = -(ox * forward[0] + oy * forward[1] + oz * forward[2]);
  if (depth <= length) return;

  const half = width / 2;
  const zoom = half / halfWidthAtUnitDistance / depth;
  const middleX = half - (ox * right[0] + oy * right[1] + oz * right[2]) * zoom;
  const middleY = half + (ox * up[0] + oy * up[1] + oz * up[2]) * zoom;
  const rest = radius * 1.12;
  const reachX = (rest + Math.abs(dot(axis, right)) * (length - radius * 0.6)) * zoom + 0.5;
  const reachY = (rest + Math.abs(dot(axis, up)) * (length - radius * 0.6)) * zoom + 0.5;
  const firstColumn = Math.max(0, Math.floor(middleX - reachX));
  const lastColumn = Math.min(width - 1, Math.ceil(middleX + reachX));
  const firstRow = Math.max(0, Math.floor(middleY - reachY));
  const lastRow = Math.min(width - 1, Math.ceil(middleY + reachY));

  const squeeze = radius / length - 1;
  const along = (ox * axis[0] + oy * axis[1] + oz * axis[2]) * squeeze;
  const qx = ox + axis[0] * along;
  const qy = oy + axis[1] * along;
  const qz = oz + axis[2] * along;
  const rest2 = qx * qx + qy * qy + qz * qz - radius * radius;
  const pixel = (2 * halfWidthAtUnitDistance) / width;
  const nearest = 1 / (depth - length);
  for (let row = firstRow; row <= lastRow; row++) {
    const down = halfWidthAtUnitDistance - (row + 0.5) * pixel;
    const rowX = forward[0] + down * up[0];
    const rowY = forward[1] + down * up[1];
    const rowZ = forward[2] + down * up[2];
    for (let column = firstColumn; column <= lastColumn; column++) {
      // A hit nearer than its nearest end hides it.
      const at = row * width + column;
      if (inverseDepth[at] > nearest) continue;
      const across = (column + 0.5) * pixel - halfWidthAtUnitDistance;
      let dx = rowX + across * right[0];
      let dy = rowY + across * right[1];
      let dz = rowZ + across * right[2];
      const stretch = (dx * axis[0] + dy * axis[1] + dz * axis[2]) * squeeze;
      dx += axis[0] * stretch;
      dy += axis[1] * stretch;
      dz += axis[2] * stretch;
      const a = dx * dx + dy * dy + dz * dz;
      const b = qx * dx + qy * dy + qz * dz;
      const discriminant = b * b - a * rest2;
      if (discriminant <= 0) continue;
      const distance = (-b - Math.sqrt(discriminant)) / a;
      const near = 1 / distance;
      if (near <= inverseDepth[at]) continue;
      inverseDepth[at] = near;
      shapes[at] = shape;
    }
  }
}

/** Fills in the surface attributes of a hit on a spheroid: normal, `u` = tint, `v` = −1 … 1 along the axis. */
export function fillSpheroidSurface({ centre, axis, length, radius, tint }: Spheroid, surface: SurfacePoint): void {
  const x = surface.x - centre[0];
  const y = surface.y - centre[1];
  const z = surface.z - centre[2];
  const along = x * axis[0] + y * axis[1] + z * axis[2];
  // Scaled twice: once to find the ball's normal, once more because normals transform by the inverse.
  const squeeze = along * ((radius / length) ** 2 - 1);
  const nx = x + axis[0] * squeeze;
  const ny = y + axis[1] * squeeze;
  const nz = z + axis[2] * squeeze;
  const shrink = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
  surface.nx = nx * shrink;
  surface.ny = ny * shrink;
  surface.nz = nz * shrink;
  surface.u = tint;
  surface.v = along / length;
  surface.w = 0;
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
