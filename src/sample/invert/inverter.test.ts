import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { casesOf } from "../../../test/nightly.ts";
import { readRecipe, recipeText } from "../../checkpoint/index.ts";
import { onnxDevice, referenceDevice, type Device, type Weights } from "../../device/index.ts";
import { encodePng, type Picture } from "../../image/index.ts";
import {
  type Model,
  cgan,
  cganNetworks,
  dcgan,
  dcganNetworks,
  gan,
  ganNetworks,
  vae,
  vaeNetworks,
} from "../../model/index.ts";
import { morph } from "../../latent/index.ts";
import { nodeHost } from "../../node/index.ts";
import { input, random, type Tensor } from "../../tensor/index.ts";
import { buildStep, initialWeights } from "../../train/index.ts";

import { loadFeatureWeights } from "../../feature/feature-weights.ts";
import { render } from "../render.ts";
import { generate } from "../generate.ts";
import { createSampler, type Sampler } from "../sampler.ts";
import { renderRecipe } from "../render-recipe.ts";
import { constrainLatents } from "./constrain-latents.ts";
import { createInverter } from "./inverter.ts";
import { trainEncoder } from "./train-encoder.ts";
import { createLatentOptimizer } from "./optimize-latents.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 6 };
const attributes = {
  tags: [
    { name: "hat", label: { ja: "帽子", en: "hat" }, kind: "binary" as const, choices: [{ name: "no", label: { ja: "なし", en: "no" } }, { name: "yes", label: { ja: "あり", en: "yes" } }] }, // oxfmt-ignore
    { name: "hair", label: { ja: "髪", en: "hair" }, kind: "category" as const, choices: ["red", "blue", "none"].map((name) => ({ name, label: { ja: name, en: name } })) }, // oxfmt-ignore
    { name: "yaw", label: { ja: "向き", en: "yaw" }, kind: "number" as const, choices: [], mean: 0, std: 30 },
  ],
};
const examples = [Float32Array.of(0, 1, 1, 0), Float32Array.of(0, 1, 2, 1), Float32Array.of(-40, 0, 20, 50)];
const onnx = onnxDevice(ort, { threads: 1 });
const eye = await loadFeatureWeights(nodeHost());

/** Creates a sampler of an untrained model whose images vary. */
function sampler(model: Model, device: Device = onnx, seed = 1): Sampler {
  const fresh = initialWeights(buildStep(model, picture, { ...model.settings, batchSize: 2 }), seed);
  const weights: Weights = new Map(
    [...fresh].map(([name, { shape: size, values }]) => {
      const noise = random(seed, name).uniforms(values.length, -0.1, 0.1);
      return [name, { shape: size, values: Float32Array.from(values, (value, at) => 1.3 * value + noise[at]) }];
    }),
  );
  return createSampler({ model, picture, weights, device, examples, run: "試し", step: 3 });
}

const photo = (seed: number): Picture => ({
  width: 24,
  height: 20,
  channels: 3,
  pixels: Uint8Array.from(random(seed, "photo").uniforms(24 * 20 * 3, 0, 256)),
});

const devices = [
  ["the reference", referenceDevice()],
  ["ONNX Runtime", onnx],
] as const;
test.each(casesOf(devices, [devices[1]]))("on %s the loss of every image falls with more steps", async (_, device) => {
  const ours = sampler(gan(ganNetworks({ ...shape, features: 2 })), device);
  const refiner = await createLatentOptimizer(ours, eye, 2);
  const pictures = random(1, "pictures").uniforms(2 * 3 * 16 * 16, -1, 1);
  const starts = random(1, "starts").normals(2 * ours.latent);
  const losses: number[][] = [];
  for (const steps of [1, 6, 40]) losses.push([...(await refiner.optimize(pictures, starts, { steps })).losses]);
  for (const row of [0, 1]) {
    expect(losses[1][row]).toBeLessThan(losses[0][row]);
    expect(losses[2][row]).toBeLessThan(losses[1][row]);
  }
  const { latents } = await refiner.optimize(pictures, starts, { steps: 1 });
  expect([...latents], "one step only looks at the start").toEqual([...starts]);
  refiner.dispose();
  ours.dispose();
});

const models = [
  ["gan", gan(ganNetworks(shape))],
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
] as const;
test.each(casesOf(models, [models[1]]))("inversion finds images that a %s drew", async (_, model) => {
  const ours = sampler(model);
  const drawings = await generate(ours, { count: 4, seed: 5 });
  const drawn = drawings.map((drawing) => drawing.picture);
  const search = await createInverter(ours, eye);
  const found = await search.invert(drawn, { restarts: 4 });
  for (const { psnr, distance } of found) {
    expect(psnr).toBeGreaterThan(32);
    expect(distance).toBeLessThan(0.01);
  }
  if (model.kind === "cgan")
    for (const [at, { attributes: asked }] of found.entries())
      expect(asked?.hat, "the requested choice").toBe(drawings[at].recipe.attributes![0].hat);
  const strangers = await search.invert([photo(1), photo(2)]);
  for (const { psnr, distance } of strangers) {
    expect(psnr, "the model cannot draw noise").toBeLessThan(20);
    expect(distance).toBeGreaterThan(0.1);
  }
  search.dispose();
  ours.dispose();
});

test("an image inverts to the same bytes alone and in a batch, and its recipe draws it again", async () => {
  const ours = sampler(gan(ganNetworks(shape)));
  const search = await createInverter(ours, eye);
  const options = { steps: 10, restarts: 2 };
  const many = await search.invert([1, 2, 3, 4, 5, 6].map(photo), options);
  const [alone] = await search.invert([photo(6)], options);
  expect(alone.point).toEqual(many[5].point);
  expect(alone.output).toEqual(many[5].output);
  const file = encodePng(alone.output, recipeText(alone.recipe));
  const again = await renderRecipe(ours, readRecipe(file, "x.png"), "x.png");
  expect(again.picture.pixels.every((value, at) => Math.abs(value - alone.output.pixels[at]) <= 1)).toBe(true);
  expect(again.picture.pixels).toEqual(alone.output.pixels);
  search.dispose();
  ours.dispose();
});

test.each(casesOf(models, [models[0]]))(
  "feature offsets bring a %s closer, and its recipe and a morph keep them",
  async (_, model) => {
    const ours = sampler(model);
    const search = await createInverter(ours, eye);
    const other = sampler(model, onnx, 2); // what it draws is unlike, but no noise
    const pictures = (await generate(other, { count: 2, seed: 5 })).map((drawing) => drawing.picture);
    other.dispose();
    const plain = await search.invert(pictures);
    const close = await search.invert(pictures, { featureOffsets: true });
    for (const [at, one] of close.entries()) {
      expect(one.distance).toBeLessThan(0.8 * plain[at].distance);
      expect(one.psnr).toBeGreaterThan(plain[at].psnr);
      expect(one.residual, "the residual ignores feature offsets").toBe(plain[at].residual);
    }
    const [{ point, output, recipe }] = close;
    const again = await renderRecipe(ours, readRecipe(encodePng(output, recipeText(recipe)), "x.png"), "x.png");
    expect(again.picture.pixels).toEqual(output.pixels);
    const { latent } = point;
    const film = await morph(ours, [point, { latent }], { frames: 3 });
    expect(film[0].pixels).toEqual(output.pixels);
    const [bare] = await render(ours, [{ latent }]);
    expect(film[2].pixels, "without details").toEqual(bare.pixels);
    expect(film[1].pixels).not.toEqual(bare.pixels);
    search.dispose();
    ours.dispose();
  },
);

test("a model whose first layer has no bias has no feature offsets", async () => {
  const ours = sampler(dcgan(dcganNetworks(shape)));
  const search = await createInverter(ours, eye);
  expect(ours.featureOffsetSize).toBe(0);
  await expect(search.invert([photo(1)], { featureOffsets: true })).rejects.toThrow(
    "試し: expected a gan or a cgan of the modern kind, got a model whose pictures have no details besides their latents. Leave the feature offsets out.",
  );
  const [found] = await search.invert([photo(1)], { steps: 2 });
  expect(found.output).toMatchObject({ width: 16, height: 16, channels: 3 });
  search.dispose();
  ours.dispose();
});

test("a trained encoder predicts latents, and a search from there needs fewer steps", async () => {
  const ours = sampler(gan(ganNetworks(shape)));
  const encoder = await trainEncoder(ours, eye, { images: 1600 });
  const drawings = await generate(ours, { count: 8, seed: 5 });
  const drawn = drawings.map((drawing) => drawing.picture);
  const mean = (found: readonly { readonly distance: number }[]) =>
    found.reduce((total, { distance }) => total + distance, 0) / found.length;
  const [blind, guided] = [await createInverter(ours, eye), await createInverter(ours, eye, encoder)];
  const [chance, guess] = [await blind.invert(drawn, { steps: 1 }), await guided.invert(drawn, { steps: 1 })];
  expect(mean(guess)).toBeLessThan(0.5 * mean(chance));
  expect(mean(await guided.invert(drawn, { steps: 20 }))).toBeLessThan(mean(await blind.invert(drawn, { steps: 20 })));
  for (const one of [blind, guided, ours]) one.dispose();
});

test("constrained conditions stay in the range of the model", async () => {
  const turn = { ...attributes.tags[2], name: "turn", period: 180 };
  const model = cgan(cganNetworks({ ...shape, attributes: { tags: [...attributes.tags, turn] } }));
  const raw = input("raw", [3, 13]);
  const code: Tensor = constrainLatents({ ...model, decode: model.decode! }, raw);
  const program = await onnx.compile({ outputs: { code }, updates: new Map() });
  const state = onnx.upload(new Map());
  const values = random(1, "raw").uniforms(39, -40, 40);
  const out = await program.run(state, { raw: values }).code.read();
  for (let row = 0; row < 3; row++) {
    const own = [...out.subarray(row * 13, (row + 1) * 13)];
    expect(own.slice(0, 6), "random numbers stay").toEqual([...values.subarray(row * 13, row * 13 + 6)]);
    expect(Math.abs(own[6])).toBeLessThanOrEqual(1);
    const shares = own.slice(7, 10);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(shares.reduce((total, share) => total + share)).toBeLessThanOrEqual(1.0001);
    expect(Math.abs(own[10])).toBeLessThanOrEqual(2.5);
    const [sine, cosine] = values.subarray(row * 13 + 11);
    expect(Math.hypot(own[11], own[12])).toBeLessThanOrEqual(1.0001);
    expect(Math.atan2(own[11], own[12])).toBeCloseTo(Math.atan2(sine, cosine), 5);
  }
  state.dispose();
  program.dispose();
});

test("a model with an encoder is refused", async () => {
  const ours = sampler(vae(vaeNetworks(shape)));
  await expect(createInverter(ours, eye)).rejects.toThrow(
    "試し: expected a model without an encoder (gan, dcgan, cgan), got vae. This one has one: reconstruct with it.",
  );
  ours.dispose();
});
