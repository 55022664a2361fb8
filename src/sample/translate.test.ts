import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { exportOnnx, readRecipe, recipeText } from "../checkpoint/index.ts";
import { onnxDevice, type Weights } from "../device/index.ts";
import { encodePng, type Picture } from "../image/index.ts";
import { type Model, gan, ganNetworks, pix2pix, pix2pixNetworks } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import { createSampler } from "./sampler.ts";
import { translate } from "./translate.ts";
import { createTranslator } from "./translator.ts";

const picture = { size: 8, channels: 3 } as const;
const model = pix2pix(pix2pixNetworks({ ...picture, inputChannels: 1, features: 4 }));
const device = onnxDevice(ort, { threads: 1 });

/** A model that was never trained but whose weights are large enough to show. */
function trained(of: Model) {
  const fresh = initialWeights(buildStep(of, picture, { ...of.settings, batchSize: 1 }), 1);
  const weights: Weights = new Map(
    [...fresh].map(([name, { shape, values }]) => {
      const noise = random(1, name).uniforms(values.length, -0.2, 0.2);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }];
    }),
  );
  return { model: of, picture, weights, device, run: "試し", step: 3 };
}

function photo(seed: number, width = 20, height = 12): Picture {
  return {
    width,
    height,
    channels: 3,
    pixels: Uint8Array.from(random(seed, "photo").uniforms(width * height * 3, 0, 256)),
  };
}

const named = (seed: number) => ({ name: `photo-${seed}.jpg`, picture: photo(seed) });

describe("a translation", () => {
  const sampler = createTranslator(trained(model));

  test("has the same bytes alone and among others, and follows its input", async () => {
    const many = await translate(
      sampler,
      Array.from({ length: 18 }, (_, at) => named(at)),
    );
    const [alone] = await translate(sampler, [named(17)]);
    expect(alone.output).toEqual(many[17].output);
    expect(alone.recipe).toEqual(many[17].recipe);
    expect(many[0].input).toMatchObject({ width: 8, height: 8, channels: 1 });
    expect(many[0].output).toMatchObject({ width: 8, height: 8, channels: 3 });
    expect(new Set(many.map(({ output }) => output.pixels.join())).size).toBe(18);
  });

  test("a seed gives variants by dropout", async () => {
    const variant = async (seed?: number) => (await translate(sampler, [named(1)], { seed }))[0];
    const [plain, first, second] = [await variant(), await variant(7), await variant(8)];
    expect(first.output).not.toEqual(plain.output);
    expect(first.output).not.toEqual(second.output);
    expect(first.output).toEqual((await variant(7)).output);
    expect([plain.recipe.seed, first.recipe.seed]).toEqual([undefined, 7]);
    expect(first.recipe.input).toEqual(plain.recipe.input);
  });

  test("the recipe names its input", async () => {
    const [{ output, recipe }] = await translate(sampler, [named(1)], { seed: 7 });
    expect(recipe).toMatchObject({ modelKind: "pix2pix", run: "試し", step: 3, input: { name: "photo-1.jpg" } });
    const bytes = encodePng(output, recipeText(recipe));
    expect(() => readRecipe(bytes, "x.png")).toThrow(
      /translation of "photo-1.jpg".*photo-1.jpg again.* and the seed 7/,
    );
  });

  test("fit can pad the input instead of cropping it", async () => {
    const [cut] = await translate(sampler, [named(1)]);
    const [whole] = await translate(sampler, [named(1)], { fit: "pad" });
    expect([...whole.input.pixels.subarray(0, 8)]).toEqual(Array.from({ length: 8 }, () => 255)); // white above
    expect(whole.input).not.toEqual(cut.input);
  });

  test("the exported ONNX file gives the same image", async () => {
    const { weights } = sampler.trained;
    const session = await ort.InferenceSession.create(await exportOnnx(model, picture, weights));
    expect([session.inputNames, session.outputNames]).toEqual([["input"], ["picture"]]);
    for (const count of [1, 3]) {
      const input = random(3, "input").uniforms(count * 64, -1, 1);
      const { picture: drawn } = await session.run({ input: new ort.Tensor("float32", input, [count, 1, 8, 8]) });
      const expected = await sampler.run(input, count);
      (drawn.data as Float32Array).forEach((value, at) => expect(value).toBeCloseTo(expected[at], 5));
    }
  });
});

test("createTranslator refuses a generator, createSampler a translator", () => {
  const drawing = gan(ganNetworks({ ...picture, features: 4, latent: 8 }));
  expect(() => createTranslator(trained(drawing))).toThrow("expected a model that translates pictures");
  expect(() => createSampler(trained(model))).toThrow("Give it pictures to translate");
});
