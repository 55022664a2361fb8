import { describe, expect, it } from "vitest";
import { OmakaseError } from "../../error.ts";
import { random } from "../../tensor/index.ts";
import { sampleSushiLabels, sushiSchema, type SushiLabels } from "./sushi-labels.ts";

const drawn: SushiLabels[] = Array.from({ length: 2000 }, (_, index) => sampleSushiLabels(random(3, "sushi", index)));

describe("sushi labels", () => {
  it("have frequencies that sum to 1", () => {
    for (const label of Object.values(sushiSchema)) {
      if (label.kind !== "category") continue;
      const total = label.values.reduce((sum, { frequency }) => sum + frequency, 0);
      expect(total).toBeCloseTo(1, 6);
    }
  });

  it("samples match the frequencies of the schema", () => {
    for (const name of ["topping", "nori", "plate", "garnish"] as const) {
      for (const { value, frequency } of sushiSchema[name].values) {
        const share = drawn.filter((labels) => labels[name] === value).length / drawn.length;
        const std = Math.sqrt((frequency * (1 - frequency)) / drawn.length);
        expect(Math.abs(share - frequency), `${name} ${value}`).toBeLessThan(4 * std);
      }
    }
    const wasabi = drawn.filter((labels) => labels.wasabi).length / drawn.length;
    expect(Math.abs(wasabi - sushiSchema.wasabi.frequency)).toBeLessThan(0.045);
  });

  it("only gunkan and rolls are wrapped", () => {
    const wrapped = ["ikura", "uni", "negitoro", "kappa"];
    for (const { topping, nori } of drawn) expect(nori === "wrap").toBe(wrapped.includes(topping));
  });

  it("the camera stays in its ranges: near the middle when calm, everywhere when free", () => {
    const free = Array.from({ length: 500 }, (_, index) => sampleSushiLabels(random(3, "sushi", index), {}, "free"));
    for (const name of ["yaw", "pitch", "distance"] as const) {
      const { low, high, typical } = sushiSchema[name];
      for (const labels of [...drawn, ...free]) {
        expect(labels[name]).toBeGreaterThanOrEqual(low);
        expect(labels[name]).toBeLessThanOrEqual(high);
      }
      const mean = drawn.reduce((sum, labels) => sum + labels[name], 0) / drawn.length;
      expect(Math.abs(mean - typical.mean)).toBeLessThan(typical.std / 8);
      const numbers = free.map((labels) => labels[name]);
      expect(Math.min(...numbers)).toBeLessThan(low + 0.03 * (high - low));
      expect(Math.max(...numbers)).toBeGreaterThan(high - 0.03 * (high - low));
    }
  });

  it("keep the other labels when one is fixed", () => {
    for (let index = 0; index < 50; index++) {
      const one = sampleSushiLabels(random(3, "sushi", index), { plate: "slate", yaw: 60, wasabi: true });
      expect(one).toEqual({ ...drawn[index], plate: "slate", yaw: 60, wasabi: true });
    }
  });

  it("a fixed nori restricts the toppings", () => {
    for (let index = 0; index < 100; index++) {
      const { topping } = sampleSushiLabels(random(3, "sushi", index), { nori: "wrap" });
      expect(["ikura", "uni", "negitoro", "kappa"]).toContain(topping);
    }
  });

  it("refuse invalid labels", () => {
    const refused = [
      { topping: "pizza" },
      { yaw: 120 },
      { pitch: Number.NaN },
      { wasabi: 1 },
      { sauce: "soy" },
      { topping: "salmon", nori: "wrap" },
      { topping: "ikura", nori: "band" },
    ];
    for (const labels of refused) {
      expect(() => sampleSushiLabels(random(3, "sushi", 0), labels as Partial<SushiLabels>)).toThrow(OmakaseError);
    }
  });
});
