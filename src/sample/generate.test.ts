import * as ort from "onnxruntime-node";
import { describe, expect, test, vi } from "vitest";
import { readRecipe, recipeText } from "../checkpoint/index.ts";
import { onnxDevice, type Weights } from "../device/index.ts";
import { encodePng, type Picture } from "../image/index.ts";
import {
  autoencoder,
  autoencoderNetworks,
  dcgan,
  dcganNetworks,
  gan,
  ganNetworks,
  vae,
  vaeNetworks,
} from "../model/index.ts";
import { flatten, reshape } from "../nn/index.ts";
import { type Model } from "../model/index.ts";
import { multiply, random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import type { LatentPoint } from "./latent-point.ts";
import { renderBatch } from "./render.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import { generate } from "./generate.ts";
import { createSampler, type Sampler } from "./sampler.ts";
import { reconstruct } from "./reconstruct.ts";
import { recipePoints, renderRecipe } from "./render-recipe.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 8, latent: 20 };
const models: [string, Model][] = [
  ["ae", autoencoder(autoencoderNetworks(shape))],
  ["vae", vae(vaeNetworks(shape))],
  ["dcgan", dcgan(dcganNetworks(shape))],
  ["gan", gan(ganNetworks(shape))],
];

/** A model that was never trained but has no two weights alike, so that rounding shows. */
function sampler(model: Model, seed = 1): Sampler {
  const fresh = initialWeights(buildStep(model, picture, model.settings), seed);
  const weights: Weights = new Map(
    [...fresh].map(([name, { shape, values }]) => {
      const noise = random(seed, name).uniforms(values.length, 0.01, 0.1);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }];
    }),
  );
  return createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 2 }), run: "試し", step: 3 });
}

const file = ({ picture, recipe }: Awaited<ReturnType<typeof generate>>[number]) =>
  encodePng(picture, recipeText(recipe));

describe.each(models)("%s", (_, model) => {
  test("a picture has the same bytes alone and among others", async () => {
    const ours = sampler(model);
    const many = await generate(ours, { count: 20, seed: 7 });
    for (const index of [0, 5, 19]) {
      const [alone] = await generate(ours, { seed: 7, first: index });
      expect(file(alone)).toEqual(file(many[index]));
    }
    expect(new Set(many.map(({ picture }) => picture.pixels.join())).size).toBe(20);
    const latents = ours.latents(7, 20);
    const values = await ours.decode(latents, 20, renderBatch);
    const alone = await ours.decode(latents.subarray(19 * ours.latent), 1, renderBatch);
    expect(alone, "not only after rounding to 8 bits").toEqual(values.slice(19 * alone.length));
    ours.dispose();
  });

  test("a recipe draws its picture, or its sheet, again to the byte", async () => {
    const ours = sampler(model);
    const drawings = await generate(ours, { count: 5, seed: 3, truncation: 0.6 });
    for (const drawing of [drawings[4], recipeSheet(drawings)]) {
      const bytes = file(drawing);
      expect(file(await renderRecipe(ours, readRecipe(bytes, "x.png"), "x.png"))).toEqual(bytes);
    }
    ours.dispose();
  });

  test("updateWeights gives the images of a new sampler, without compiling again", async () => {
    const [ours, other] = [sampler(model), sampler(model, 2)];
    const shown = async (drawn: Sampler) => (await generate(drawn, { count: 3, seed: 5 })).map(file);
    const compile = vi.spyOn(ours.trained.device, "compile");
    const before = await shown(ours);
    const compiled = compile.mock.calls.length;
    ours.updateWeights(other.trained.weights);
    const after = await shown(ours);
    expect(after).toEqual(await shown(other));
    expect(after).not.toEqual(before);
    expect([compiled > 0, compile.mock.calls.length]).toEqual([true, compiled]);
    for (const one of [ours, other]) one.dispose();
  });
});

/** The left half of a picture. */
const half = Array.from({ length: 64 }, (_, part) => Number(part % 8 < 4));

test("the recipe of an image and of a sheet records the edit along directions", async () => {
  const ours = sampler(gan(ganNetworks(shape)));
  const edit = {
    steps: { glasses: 2 },
    offset: (points: readonly LatentPoint[]) =>
      points.map(({ latent }) => ({
        noiseOffset: latent.map((value, at) => 0.1 * value + at / 7),
        localEdits: [{ mask: half, noiseOffset: latent.map((value) => -value) }],
      })),
  };
  const drawings = await generate(ours, { count: 5, seed: 3, edit });
  const [plain] = await generate(ours, { count: 1, seed: 3 });
  expect(drawings[0].picture.pixels).not.toEqual(plain.picture.pixels);
  expect(drawings[0].recipe.edit?.steps).toEqual({ glasses: 2 });
  for (const { picture, recipe } of [drawings[4], recipeSheet(drawings)]) {
    const bytes = encodePng(picture, recipeText(recipe));
    const again = await renderRecipe(ours, readRecipe(bytes, "x.png"), "x.png");
    expect(encodePng(again.picture, recipeText(again.recipe))).toEqual(bytes);
  }
  const { recipe } = drawings[0];
  const short = { ...recipe, edit: { ...recipe.edit!, noiseOffset: [1, 2] } };
  await expect(recipePoints(ours, short, "x.png")).rejects.toThrow("x.png: expected 20 numbers added along directions");
  ours.dispose();
});

test("truncation 0 gives the image of the mean latent", async () => {
  const ours = sampler(vae(vaeNetworks(shape)));
  const [a, b] = await generate(ours, { count: 2, truncation: 0 });
  expect(a.picture.pixels).toEqual(b.picture.pixels);
  await expect(generate(ours, { truncation: 1.5 })).rejects.toThrow("truncation: expected a number from 0 to 1");
  await expect(generate(ours, { count: 0 })).rejects.toThrow("count: expected a whole number from 1 on, got 0");
  ours.dispose();
});

test("a recipe for another model is refused", async () => {
  const [ours, other] = [sampler(gan(ganNetworks(shape))), sampler(gan(ganNetworks(shape)), 2)];
  const [{ recipe }] = await generate(ours);
  await expect(renderRecipe(other, recipe, "x.png")).rejects.toThrow(
    /x\.png: expected a recipe for the model \w{12}, got one/,
  );
  const short = { ...recipe, latent: [1, 2, 3] };
  await expect(recipePoints(ours, short, "x.png")).rejects.toThrow("expected 20 numbers, got 3");
  const vast = { ...recipe, sheet: { count: 10_000, columns: 100, scale: 64 } };
  await expect(renderRecipe(ours, vast, "x.png")).rejects.toThrow("got one of 10000 pictures, each 64 times as large");
  const [{ size }, scale] = [ours.trained.picture, 64];
  const count = Math.floor(2 ** 26 / (size * scale) ** 2) + 1;
  const large = { ...recipe, sheet: { count, columns: 8, scale } };
  await expect(renderRecipe(ours, large, "x.png")).rejects.toThrow("expected a sheet of at most 67108864 pixels");
  ours.dispose();
  other.dispose();
});

describe("reconstruct", () => {
  const device = onnxDevice(ort, { threads: 1 });
  const weights: Weights = new Map([
    ["latent.mean", { shape: [1, 192], values: new Float32Array(192) }],
    ["latent.products", { shape: [192, 192], values: new Float32Array(192 * 192) }],
    // what the hash of a model is made from
    ["decoder.nothing", { shape: [1], values: new Float32Array(1) }],
  ]);
  const small = { size: 8, channels: 3 } as const;
  const noise: Picture = {
    width: 8,
    height: 8,
    channels: 3,
    pixels: Uint8Array.from(random(1, "pixels").uniforms(192, 0, 256)),
  };
  const grey: Picture = { width: 8, height: 8, channels: 3, pixels: new Uint8Array(192).fill(102) };

  test("a model without a bottleneck reconstructs its input", async () => {
    const model = autoencoder({ encoder: flatten(), decoder: reshape(3, 8, 8), latent: 192 });
    const ours = createSampler({ model, picture: small, weights, device });
    const [{ input, output, psnr, recipe }] = await reconstruct(ours, [noise]);
    expect(input.pixels).toEqual(noise.pixels);
    expect(output.pixels).toEqual(noise.pixels);
    expect(psnr).toBe(Infinity);
    expect((await renderRecipe(ours, recipe, "x.png")).picture.pixels).toEqual(noise.pixels);
    ours.dispose();
  });

  test("PSNR is 10 · log₁₀(255² / mean squared difference) dB", async () => {
    const inverted = autoencoder({
      encoder: flatten(),
      decoder: (x, scope) => multiply(reshape(3, 8, 8)(x, scope), -1),
      latent: 192,
    });
    const ours = createSampler({ model: inverted, picture: small, weights, device });
    const [{ output, psnr }] = await reconstruct(ours, [grey]);
    expect(output.pixels[0]).toBe(153);
    expect(psnr).toBeCloseTo(20 * Math.log10(255 / 51), 6);
    ours.dispose();
  });

  test("a model without an encoder is refused", async () => {
    const ours = sampler(gan(ganNetworks(shape)));
    await expect(reconstruct(ours, [noise])).rejects.toThrow("gan: expected a model with an encoder (ae or vae)");
    ours.dispose();
  });
});
