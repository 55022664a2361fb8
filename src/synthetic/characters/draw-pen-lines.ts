import type { Mesh } from "../render3d/mesh.ts";
import type { RaySampleGrid } from "../render3d/ray-sample-grid.ts";
import type { CelPaint } from "./cel-paint.ts";

/** Minimum depth step for a line: within one shape, and within one kind. */
const [fold, step] = [0.18, 0.035];

/**
 * Draws the pen lines: along depth discontinuities, in the colour of the nearer shape's pen. Works in image space, on
 * depths (Saito and Takahashi 1990, "Comprehensible rendering of 3-D shapes").
 */
export function drawPenLines(
  { width, shape, inverseDepth }: RaySampleGrid,
  meshes: readonly Mesh<CelPaint>[],
  colours: Uint8ClampedArray,
): void {
  const reach = Math.max(1, Math.round(width * 0.0065));
  const ways = Int32Array.of(reach, -reach, width * reach, -width * reach);
  const names = ["", ...new Set(meshes.map(({ material }) => material.kind))];
  const kinds = Uint8Array.from([0, ...meshes.map(({ material }) => names.indexOf(material.kind))]);
  const bare = Uint8Array.from([1, ...meshes.map(({ material }) => (material.isUnlined === true ? 1 : 0))]);
  const pens = [[0, 0, 0], ...meshes.map(({ material }) => material.line)];
  for (let at = 0; at < shape.length; at++) {
    const met = shape[at];
    if (bare[met] === 1) continue;
    const nearness = inverseDepth[at];
    let strength = 0;
    for (let way = 0; way < 4; way++) {
      const beside = at + ways[way];
      const near = inverseDepth[beside];
      // Outside the picture the depth is undefined, and the comparison is false.
      if (!(near < nearness)) continue;
      const other = shape[beside];
      if (kinds[other] !== kinds[met]) strength = 1;
      else if (nearness - near > (other === met ? fold : step) * nearness * near) {
        strength = Math.max(strength, nearness - near > 0.25 * nearness * near ? 1 : 0.7);
      }
    }
    if (strength === 0) continue;
    const out = at * 3;
    const line = pens[met];
    for (let part = 0; part < 3; part++) colours[out + part] += (line[part] - colours[out + part]) * strength;
  }
}
