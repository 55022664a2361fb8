import { afterAll, expect, test } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { trainOnDiscs } from "../../../test/train-on-discs.ts";

const whole = await nodeGpu();
const half = await nodeGpu({ half: true });
afterAll(() => [whole, half].forEach((gpu) => gpu?.dispose()));

test.skipIf(!whole || !half)("in half precision the first steps are nearly those of single precision", async () => {
  const [wanted, got] = [await trainOnDiscs(whole!, 3), await trainOnDiscs(half!, 3)];
  expect(half!.version).toMatch(/ half$/);
  for (const [name, value] of Object.entries(wanted))
    expect(Math.abs(got[name] - value), name).toBeLessThan(0.02 * Math.max(1, Math.abs(value)));
  expect(got).not.toEqual(wanted); // it is another precision
});
