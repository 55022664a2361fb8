import { describe, expect, it } from "vitest";
import { random } from "../tensor/index.ts";
import { planeEmbedding } from "./plane-embedding.ts";

const [width, each, groups] = [12, 30, 3];

/** Draws three clusters in twelve dimensions. */
function clouds(): Float32Array {
  const centres = random(1, "centres").normals(groups * width);
  const noise = random(1, "noise").normals(groups * each * width);
  return noise.map((value, at) => {
    const group = Math.floor(at / (each * width));
    return 4 * centres[group * width + (at % width)] + 0.3 * value;
  });
}

/** Counts the points whose nearest neighbour belongs to the same cluster. */
function together(plane: Float32Array): number {
  const count = plane.length / 2;
  const far = (a: number, b: number) => Math.hypot(plane[2 * a] - plane[2 * b], plane[2 * a + 1] - plane[2 * b + 1]);
  let right = 0;
  for (let one = 0; one < count; one++) {
    let nearest = -1;
    for (let other = 0; other < count; other++)
      if (other !== one && (nearest < 0 || far(one, other) < far(one, nearest))) nearest = other;
    if (Math.floor(one / each) === Math.floor(nearest / each)) right++;
  }
  return right / count;
}

describe("planeEmbedding", () => {
  it.each(["umap", "pca"] as const)("keeps clusters together: %s", async (method) => {
    const plane = await planeEmbedding(clouds(), width, { method });
    expect(plane.length).toBe(2 * groups * each);
    expect(plane.every((value) => Number.isFinite(value))).toBe(true);
    expect(together(plane)).toBeGreaterThan(0.95);
  });

  it("depends on the seed alone", async () => {
    const [one, again, other] = [
      await planeEmbedding(clouds(), width, { seed: 4 }),
      await planeEmbedding(clouds(), width, { seed: 4 }),
      await planeEmbedding(clouds(), width, { seed: 5 }),
    ];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it("accepts few points, and stops on abort", async () => {
    expect((await planeEmbedding(Float32Array.of(1, 2, 3), 3)).length).toBe(2);
    expect((await planeEmbedding(clouds().subarray(0, 4 * width), width, { method: "umap" })).length).toBe(8);
    const stop = planeEmbedding(clouds(), width, { signal: AbortSignal.abort() });
    await expect(stop).rejects.toThrow();
  });
});
