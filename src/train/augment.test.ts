import { describe, expect, test } from "vitest";
import { referenceDevice } from "../device/index.ts";
import { createRegistry, graphOf } from "../nn/index.ts";
import { constant, gradients, input, random, square, sumAll, type Tensor } from "../tensor/index.ts";
import { adaptStrength, augment } from "./augment.ts";

const shape = [3, 3, 8, 8];
const count = 3 * 3 * 64;
const pictures = random(1, "pictures").uniforms(count, -1, 1);

/** Computes outputs of a graph over `pictures`; `given` overrides some random numbers. */
async function run(
  build: (x: Tensor, changed: Tensor) => Record<string, Tensor>,
  strength: number,
  { x = pictures, given = {} }: { x?: ArrayLike<number>; given?: Record<string, number> } = {},
): Promise<Record<string, number[]>> {
  const registry = createRegistry();
  const real = input("x", shape);
  const graph = graphOf(registry, build(real, augment(registry, real, constant(strength), "real")));
  const program = await referenceDevice().compile(graph);
  const drawn = [...registry.noise].map(
    ([
      name,
      {
        tensor: { shape: each },
      },
    ]) => {
      const values = random(7, name).uniforms(each[0]);
      const wanted = given[name.replace("augment.real.", "")];
      return [name, wanted === undefined ? values : values.fill(wanted)] as const;
    },
  );
  const handles = program.run(referenceDevice().upload(new Map()), {
    x: Float64Array.from(x),
    ...Object.fromEntries(drawn),
  });
  const read = Object.entries(handles).map(async ([name, handle]) => [name, Array.from(await handle.read())] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Random numbers for which no change applies. */
const nothing = {
  "zoom.chance": 1,
  "down.chance": 1,
  "across.chance": 1,
  "brightness.chance": 1,
  "contrast.chance": 1,
  "saturation.chance": 1,
  "cover.chance": 1,
};

const changed = (_: Tensor, y: Tensor) => ({ y });
const at = (picture: number, channel: number, row: number, column: number) =>
  ((picture * 3 + channel) * 8 + row) * 8 + column;

describe("augment", () => {
  test("strength 0 returns the images unchanged", async () => {
    const { y } = await run(changed, 0);
    y.forEach((value, place) => expect(value).toBeCloseTo(pictures[place], 12));
  });

  test("translates down by 1/8 at most and repeats edges", async () => {
    const { y } = await run(changed, 0.8, { given: { ...nothing, "down.chance": 0, down: 1 } });
    for (let row = 0; row < 8; row++)
      for (let column = 0; column < 8; column++)
        expect(y[at(1, 2, row, column)]).toBeCloseTo(pictures[at(1, 2, Math.min(7, row + 1), column)], 12);
  });

  test("translates sideways by fractions of a pixel, with linear interpolation", async () => {
    const { y } = await run(changed, 0.8, { given: { ...nothing, "across.chance": 0, across: 0.75 } });
    const between = (pictures[at(2, 0, 3, 4)] + pictures[at(2, 0, 3, 5)]) / 2;
    expect(y[at(2, 0, 3, 4)]).toBeCloseTo(between, 6);
  });

  test("cuts out a square of half the side", async () => {
    const given = { ...nothing, "cover.chance": 0, coverDown: 0.5, coverAcross: 0.25 };
    const { y } = await run(changed, 0.8, { given });
    const covered = Array.from({ length: 64 }, (_, place) => y[place] === 0);
    for (let place = 0; place < 64; place++) {
      const [row, column] = [Math.floor(place / 8), place % 8];
      expect(covered[place]).toBe(row >= 2 && row < 6 && column < 4);
    }
  });

  test("brightness adds; contrast scales around the mean, saturation around grey", async () => {
    const lighter = await run(changed, 0.8, { given: { ...nothing, "brightness.chance": 0, brightness: 1 } });
    lighter.y.forEach((value, place) => expect(value).toBeCloseTo(pictures[place] + 0.4, 6));
    const harder = await run(changed, 0.8, { given: { ...nothing, "contrast.chance": 0, contrast: 1 } });
    const mean = pictures.subarray(0, 192).reduce((sum, value) => sum + value, 0) / 192;
    expect(harder.y[10]).toBeCloseTo(mean + (pictures[10] - mean) * Math.exp(0.5), 6);
    const greyer = await run(changed, 0.8, { given: { ...nothing, "saturation.chance": 0, saturation: 0 } });
    const grey = (pictures[5] + pictures[69] + pictures[133]) / 3;
    expect(greyer.y[5]).toBeCloseTo(grey + (pictures[5] - grey) * Math.exp(-0.7), 6);
  });

  test("changes each image independently, with the probability of the strength", async () => {
    const registry = createRegistry();
    const real = input("x", [512, 1, 4, 4]);
    const program = await referenceDevice().compile(
      graphOf(registry, { y: augment(registry, real, constant(0.3), "real") }),
    );
    const noise = [...registry.noise].map(([name, { tensor }]) => [name, random(3, name).uniforms(tensor.shape[0])]);
    const x = Float64Array.from(random(4, "x").uniforms(512 * 16));
    const { y } = program.run(referenceDevice().upload(new Map()), { x, ...Object.fromEntries(noise) });
    const values = await y.read();
    let same = 0;
    for (let picture = 0; picture < 512; picture++) {
      const differs = Array.from({ length: 16 }, (_, k) => Math.abs(values[picture * 16 + k] - x[picture * 16 + k]));
      if (Math.max(...differs) < 1e-9) same++;
    }
    expect(same / 512).toBeGreaterThan(0.7 ** 6 - 0.06); // six kinds change a grey picture
    expect(same / 512).toBeLessThan(0.7 ** 6 + 0.06);
  });

  test("passes gradients through", async () => {
    const build = (x: Tensor, y: Tensor) => {
      const loss = sumAll(square(y));
      return { loss, slope: gradients(loss, [x])[0] };
    };
    const { slope } = await run(build, 0.8);
    for (const place of [0, 77, 200, 401, 575]) {
      const beside = async (step: number) => {
        const x = Float64Array.from(pictures);
        x[place] += step;
        return (await run(build, 0.8, { x })).loss[0];
      };
      const expected = ((await beside(1e-5)) - (await beside(-1e-5))) / 2e-5;
      expect(slope[place]).toBeCloseTo(expected, 6);
    }
  });
});

test("adaptStrength: the strength follows the accuracy, within 0 … 0.8", async () => {
  const registry = createRegistry();
  adaptStrength(registry, input("accuracy", []), 10_000);
  const program = await referenceDevice().compile(graphOf(registry, {}));
  const initial = new Map([["augment.strength", { shape: [], values: new Float64Array(1) }]]);
  const state = referenceDevice().upload(initial);
  const seen: number[] = [];
  for (const accuracy of [0.5, 0.95, 0.95, 0.85, 1, 1, 1, 1]) {
    program.run(state, { accuracy: Float64Array.of(accuracy) });
    seen.push((await state.read()).get("augment.strength")!.values[0]);
  }
  expect(seen).toEqual([0, 0.25, 0.5, 0.25, 0.5, 0.75, 0.8, 0.8]);
});
