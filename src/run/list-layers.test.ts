import { expect, test } from "vitest";
import { defineModel, modelNames } from "../model/index.ts";
import { dense, flatten, meanSquaredError, reshape, sequential, summarize } from "../nn/index.ts";
import { input, sizeOf } from "../tensor/index.ts";
import type { Attributes } from "../dataset/index.ts";
import { inferenceWeightShapes } from "./inference-weights.ts";
import { listLayers } from "./list-layers.ts";
import { resolveConfig } from "./resolve-config.ts";

test("an autoencoder's layers have their kind, shape and number of weights, in the order of a picture's way", () => {
  const config = resolveConfig("ae", "sushi", { size: 16, features: 8, latent: 5 }, { pictures: 100, seed: 1 });
  const [encoder, decoder] = listLayers(config);
  expect(encoder.name).toBe("encoder");
  expect(encoder.input).toEqual([3, 16, 16]);
  expect(encoder.layers[0]).toEqual({
    path: "0.0",
    kind: "convolution",
    kernel: [4, 4],
    output: [8, 8, 8],
    parameters: 8 * 3 * 4 * 4 + 8,
  });
  expect(encoder.layers.at(-1)).toMatchObject({ kind: "dense", output: [5] });
  expect(decoder.input).toEqual([5]);
  expect(decoder.layers.at(-1)).toMatchObject({ kind: "transposed-convolution", output: [3, 16, 16] });
});

test("the layers of each built-in model hold all weights that it draws with", () => {
  const named = (name: string) => ({ name, label: { ja: name, en: name } });
  const choices = [named("round"), named("flat"), named("none")];
  const attributes: Attributes = { tags: [{ ...named("hat"), kind: "category", choices }] };
  for (const model of modelNames) {
    const over = { size: 32 as const, features: 8, ...(model === "cgan" && { attributes }) };
    const config = resolveConfig(model, "sushi", over, { pictures: 100, seed: 1 });
    const listed = listLayers(config).flatMap(({ name, layers }) => layers.map(({ path, parameters }) => ({ name: `${name}.${path}`, parameters }))); // oxfmt-ignore
    expect(new Set(listed.map(({ name }) => name)).size, model).toBe(listed.length);
    const weights = [...inferenceWeightShapes(config)].filter(
      ([name]) => name.includes(".") && !name.startsWith("latent"),
    );
    for (const [name, shape] of weights) {
      const path = name.split(".").slice(0, -1).join(".");
      if (path === "encoder.logVariance") continue; // only the training of a VAE uses it
      const layer = listed.find((one) => one.name === path);
      expect(layer?.parameters, `${model}: ${name}`).toBeGreaterThanOrEqual(sizeOf(shape));
    }
  }
});

test("a model of one's own is listed from its graphs, as summarize lists its network", () => {
  const decoder = sequential(dense(24), dense(3 * 64), reshape(3, 8, 8));
  const model = defineModel({
    kind: "own",
    networks: { encoder: sequential(flatten(), dense(4)), decoder },
    latent: 4,
    loss: ({ images }, { encoder, decoder }) => meanSquaredError(decoder(encoder(images)), images),
    encode: (images, { encoder }) => encoder(images),
    decode: ({ z }, { decoder }) => decoder(z),
  });
  const custom = { model, file: "own.ts", sha256: "0".repeat(64) };
  const config = resolveConfig(custom, "sushi", { size: 8 }, { pictures: 16, seed: 1 });
  const { layers } = summarize(decoder, input("z", [1, 4]));
  const expected = layers.filter(({ parameters }) => parameters > 0).map(({ path, output, parameters }) => ({ path, kind: "dense", output: output.slice(1), parameters })); // oxfmt-ignore
  expect(listLayers(config).find(({ name }) => name === "decoder")?.layers).toEqual(expected);
});
