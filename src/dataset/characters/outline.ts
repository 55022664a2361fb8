import type { Mesh } from "../sushi/mesh.ts";
import type { SampleGrid } from "../sushi/sample-grid.ts";
import type { Paint } from "./paint.ts";

/**
 * Draws the pen lines: where one thing ends in front of another, in the colour of the nearer one's pen. Found in the
 * picture, from depths (Saito and Takahashi 1990, "Comprehensible rendering of 3-D shapes").
 */
export function drawLines(
  { width, shape, nearness }: SampleGrid,
  meshes: readonly Mesh<Paint>[],
  colours: Float32Array,
): void {
  const reach = Math.max(1, Math.round(width * 0.0065));
  const ways = [1, -1, width, -width].map((step) => step * reach);
  const slant = Math.max(1, Math.round(reach * 0.7));
  ways.push(slant * (width + 1), slant * (width - 1), -slant * (width + 1), -slant * (width - 1));
  for (let at = 0; at < shape.length; at++) {
    const met = shape[at];
    if (met === 0) continue;
    const { material } = meshes[met - 1];
    if (material.bare === true) continue;
    let strength = 0;
    for (const way of ways) {
      const beside = at + way;
      if (beside < 0 || beside >= shape.length) continue;
      const other = shape[beside];
      const near = nearness[beside];
      if (near >= nearness[at]) continue;
      const gap = near === 0 ? Infinity : 1 / near - 1 / nearness[at];
      const unlike = other === 0 || meshes[other - 1].material.kind !== material.kind;
      if (unlike) strength = 1;
      else if (gap > (other === met ? 0.18 : 0.035)) strength = Math.max(strength, gap > 0.25 ? 1 : 0.7);
    }
    if (strength === 0) continue;
    const out = at * 3;
    const { line } = material;
    for (let part = 0; part < 3; part++) colours[out + part] += (line[part] - colours[out + part]) * strength;
  }
}
