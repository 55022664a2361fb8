import { afterAll, expect, test } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { trainOnDiscs } from "../../../test/train-on-discs.ts";

const whole = await nodeGpu();
const half = await nodeGpu({ half: true });
afterAll(() => [whole, half].forEach((gpu) => gpu?.dispose()));

test.skipIf(!whole || !half)("a DCGAN goes on learning in half precision as it does in single precision", async () => {
  const [wanted, got] = [await trainOnDiscs(whole!, 120), await trainOnDiscs(half!, 120)];
  for (const name of ["discriminator.adversarial", "generator.adversarial", "accuracy"])
    expect(Math.abs(got[name] - wanted[name]), `${name}: ${got[name]} and ${wanted[name]}`).toBeLessThan(
      0.35 * Math.max(0.5, wanted[name]),
    );
  expect(got["discriminator.gradientNorm"]).toBeGreaterThan(0.2 * wanted["discriminator.gradientNorm"]);
  expect(got["generator.gradientNorm"]).toBeGreaterThan(0.2 * wanted["generator.gradientNorm"]);
});
