import { describe, expect, it } from "vitest";
import { OmakaseError } from "../../error.ts";
import { sushiDefects } from "./sushi-defect.ts";
import { drawSushi } from "./draw-sushi.ts";

describe("sushi defects", () => {
  for (const { value: defect } of sushiDefects) {
    it(`${defect}: changes only the pixels of the mask`, () => {
      for (let index = 0; index < 4; index++) {
        const labels = defect === "tear" ? { nori: index % 2 === 0 ? ("band" as const) : ("wrap" as const) } : {};
        const clean = drawSushi(index, { seed: 4, size: 40, labels, labelMap: true });
        const defective = drawSushi(index, { seed: 4, size: 40, labels, labelMap: true, defect });
        expect(defective.labels).toEqual(clean.labels);
        expect(defective.labelMap).toEqual(clean.labelMap);
        expect(defective.defect).toBe(defect);
        let marked = 0;
        for (const [at, mask] of defective.defectMask!.entries()) {
          const before = clean.picture.pixels.subarray(at * 3, at * 3 + 3);
          const after = defective.picture.pixels.subarray(at * 3, at * 3 + 3);
          const same = after.every((value, channel) => value === before[channel]);
          if (same !== (mask === 0)) throw new Error(`pixel ${at} of picture ${index}: mask ${mask}, same ${same}`);
          marked += mask;
        }
        expect(marked, `picture ${index}`).toBeGreaterThan(4);
        expect(marked, `picture ${index}`).toBeLessThan(40 * 40 * 0.35);
      }
    });
  }

  it("any samples every defect, torn nori only with nori", () => {
    const sampled = new Set<string>();
    for (let index = 0; index < 30; index++) {
      const { defect, labels } = drawSushi(index, { size: 32, defect: "any" });
      sampled.add(defect!);
      if (defect === "tear") expect(labels.nori).not.toBe("none");
    }
    expect([...sampled].sort()).toEqual(sushiDefects.map(({ value }) => value).sort());
  });

  it("refuses torn nori without nori", () => {
    expect(() => drawSushi(0, { size: 32, labels: { nori: "none" }, defect: "tear" })).toThrow(OmakaseError);
  });
});
