import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { projectToPrincipalPlane } from "./project-to-principal-plane.ts";

const count = 200;
const width = 5;

/** Points that vary by 3 along one direction, by 1 along another, and by 0.1 along the rest, around a far mean. */
function cloud(): Float32Array {
  const noise = random(1, "cloud").normals(count * width);
  const points = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    const [a, b, ...rest] = noise.slice(row * width, (row + 1) * width);
    const [long, short] = [3 * a, b];
    points.set([0.6 * long + 0.8 * short, 0.8 * long - 0.6 * short, ...rest.map((value) => 0.1 * value)], row * width);
  }
  return points.map((value, at) => value + 10 * (at % width));
}

test("finds the two directions in which points vary most", () => {
  const points = cloud();
  const plane = projectToPrincipalPlane(points, width);
  const spread = (axis: number) =>
    Math.sqrt(plane.reduce((sum, value, at) => (at % 2 === axis ? sum + value * value : sum), 0) / count);
  expect(spread(0)).toBeCloseTo(3, 0);
  expect(spread(1)).toBeCloseTo(1, 0);
  // a point's place along the long direction, which is (0.6, 0.8), up to its sign
  const sign = Math.sign(plane[0]) * Math.sign(0.6 * points[0] + 0.8 * (points[1] - 10));
  for (let row = 0; row < count; row++) {
    const along = 0.6 * points[row * width] + 0.8 * (points[row * width + 1] - 10);
    expect(Math.abs(sign * plane[row * 2] - along)).toBeLessThan(0.6);
  }
});

test("projectToPrincipalPlane: is deterministic, and maps equal points to the centre", () => {
  expect(projectToPrincipalPlane(cloud(), width)).toEqual(projectToPrincipalPlane(cloud(), width));
  const alike = projectToPrincipalPlane(new Float32Array(12).fill(2), 4);
  expect([...alike].every((value) => Math.abs(value) < 1e-6)).toBe(true);
});
