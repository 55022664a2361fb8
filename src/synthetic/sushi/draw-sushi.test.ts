import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { OmakaseError } from "../../error.ts";
import { drawSushi } from "./draw-sushi.ts";
import { labelMapImage, sushiClasses } from "./label-map.ts";
import { sushiSchema, type SushiTopping } from "./sushi-labels.ts";

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("drawSushi", () => {
  it("is deterministic, and differs by index and seed", () => {
    const one = drawSushi(5, { seed: 9, size: 48 });
    expect(hash(drawSushi(5, { seed: 9, size: 48 }).picture.pixels)).toBe(hash(one.picture.pixels));
    expect(hash(drawSushi(6, { seed: 9, size: 48 }).picture.pixels)).not.toBe(hash(one.picture.pixels));
    expect(hash(drawSushi(5, { seed: 10, size: 48 }).picture.pixels)).not.toBe(hash(one.picture.pixels));
  });

  it("shows the same scene at every size", () => {
    const small = drawSushi(3, { size: 32 });
    const large = drawSushi(3, { size: 256 });
    expect(large.labels).toEqual(small.labels);
    expect(large.picture).toMatchObject({ width: 256, height: 256, channels: 3 });
    let difference = 0;
    for (let row = 0; row < 32; row++) {
      for (let column = 0; column < 32; column++) {
        let mean = 0;
        for (let at = 0; at < 64; at++) {
          mean += large.picture.pixels[((row * 8 + (at >> 3)) * 256 + column * 8 + (at & 7)) * 3] / 64;
        }
        difference += Math.abs(mean - small.picture.pixels[(row * 32 + column) * 3]) / 1024;
      }
    }
    expect(difference).toBeLessThan(8);
  });

  it("the label map has every part that the labels name", () => {
    const garnishes = ["ginger", "shiso", "lemon", "flower"] as const;
    for (const [index, { value: topping }] of sushiSchema.topping.values.entries()) {
      const garnish = garnishes[index % 4];
      const labels = { topping, garnish, wasabi: true, yaw: 20 };
      const { labelMap } = drawSushi(1, { size: 48, labels, labelMap: true });
      const present = new Set([...labelMap!].map((entry) => sushiClasses[entry].name));
      for (const name of ["background", "plate", topping, garnish, "wasabi"] as const) {
        expect(present, `${topping} ${garnish}`).toContain(name);
      }
      if (!["ikura", "uni", "negitoro"].includes(topping)) expect(present, topping).toContain("rice");
    }
  });

  it("centres the piece and fills the picture with it", () => {
    for (let index = 0; index < 12; index++) {
      const { labelMap } = drawSushi(index, { size: 32, labelMap: true });
      let [count, column] = [0, 0];
      for (const [at, entry] of labelMap!.entries()) {
        const name = sushiClasses[entry].name;
        if (["background", "plate", "ginger", "shiso", "lemon", "flower"].includes(name)) continue;
        count++;
        column += at % 32;
      }
      expect(count).toBeGreaterThan(0.14 * 1024);
      expect(Math.abs(column / count - 15.5)).toBeLessThan(4);
    }
  });

  it("looks alike from either end, except for pieces with a front", () => {
    const apart = (topping: SushiTopping, a: number, b: number): number => {
      const views = [a, b].map((yaw) => {
        const labels = { topping, garnish: "none", wasabi: false, pitch: 40, distance: 1, yaw } as const;
        return drawSushi(4, { size: 32, labels }).picture.pixels;
      });
      return Math.sqrt(views[0].reduce((sum, value, at) => sum + (value - views[1][at]) ** 2, 0));
    };
    for (const topping of ["maguro", "tamago", "uni", "hotate"] as const)
      expect(apart(topping, -90, 90), topping).toBeLessThan(apart(topping, -90, -75));
    expect(apart("kappa", -90, 90)).toBeGreaterThan(apart("kappa", -90, -45));
    expect(sushiSchema.yaw.period).toBe(sushiSchema.yaw.high - sushiSchema.yaw.low);
  });

  it("labelMapImage uses the colours of the classes", () => {
    const shown = labelMapImage(Uint8Array.of(0, 1, 2, 10), 2);
    expect([...shown.pixels.subarray(9)]).toEqual([...sushiClasses[10].colour]);
  });

  it("refuses sizes and indices out of range", () => {
    for (const index of [-1, 0.5, Number.NaN]) expect(() => drawSushi(index)).toThrow(OmakaseError);
    for (const size of [31, 257, 64.5]) expect(() => drawSushi(0, { size })).toThrow(OmakaseError);
  });
});
