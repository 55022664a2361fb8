/** Mistakes that beginners make in a model file, and what is said about each, in both languages. */
import { Script } from "node:vm";
import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { onnxDevice, type Ort } from "../src/device/index.ts";
import { formatError } from "../src/error.ts";
import { defineModel, runUserCode, type Model } from "../src/model/index.ts";
import * as nn from "../src/nn/index.ts";
import * as ops from "../src/tensor/index.ts";
import { createSampler } from "../src/sample/index.ts";
import { createTrainer } from "../src/train/index.ts";

const vae = `(defineModel, nn, ops) => {
const { conv, dense, flatten, relu, reshape, sequential, tanh, upConv } = nn;
const { add, exp, meanAll, multiply, square, subtract, sum } = ops;
return defineModel({
  kind: "mine",
  networks: {
    look: sequential(conv(4, { stride: 2 }), relu(), flatten(), dense(8), relu()),
    toMean: dense(2),
    toLogVariance: dense(2),
    decoder: sequential(dense(64), relu(), reshape(4, 4, 4), upConv(3), tanh()),
  },
  latent: 2,
  settings: { learningRate: 1e-3 },
  loss({ images }, { look, toMean, toLogVariance, decoder, noise, weight }) {
    const seen = look(images);
    const mean = toMean(seen);
    const logVariance = toLogVariance(seen);
    const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));
    const copy = meanAll(sum(square(subtract(decoder(z), images)), [1, 2, 3]));
    const rubber = meanAll(sum(subtract(add(square(mean), exp(logVariance)), add(logVariance, 1)), [1]));
    return { copy, rubber };
  },
  encode: (images, { look, toMean }) => toMean(look(images)),
  decode: ({ z }, { decoder }) => decoder(z),
});
}`;

const gan = `(defineModel, nn, ops) => {
const { conv, dense, flatten, relu, reshape, sequential, tanh, upConv } = nn;
const { add, meanAll, multiply, softplus } = ops;
return defineModel({
  kind: "mine",
  networks: {
    generator: sequential(dense(64), relu(), reshape(4, 4, 4), upConv(3), tanh()),
    discriminator: sequential(conv(4, { stride: 2 }), relu(), flatten(), dense(1)),
  },
  latent: 2,
  losses: {
    discriminator({ images, size }, { generator, discriminator, noise }) {
      const fakes = discriminator(generator(noise("z", [size, 2])));
      return add(meanAll(softplus(multiply(discriminator(images), -1))), meanAll(softplus(fakes)));
    },
    generator({ size }, { generator, discriminator, noise }) {
      return meanAll(softplus(multiply(discriminator(generator(noise("z", [size, 2]))), -1)));
    },
  },
  decode: ({ z }, { generator }) => generator(z),
});
}`;

const device = onnxDevice(ort as unknown as Ort, { threads: 1 });

/** Makes the model of a file, prepares its training on pictures of 8 × 8, and its sampling. */
async function prepare(text: string): Promise<void> {
  const make = new Script(text, { filename: "/home/aoi/mine.ts" }).runInThisContext() as (
    ...library: readonly unknown[]
  ) => Model;
  const model = runUserCode(() => make(defineModel, nn, ops));
  const picture = { size: 8, channels: 3 as const };
  const source = { ...picture, batch: async () => ({ images: new Float32Array(4 * 192) }) };
  const trainer = await createTrainer(model, source, { device, settings: { batchSize: 4 } });
  const { weights } = await trainer.snapshot();
  trainer.dispose();
  createSampler({ model, picture, weights, device }).dispose();
}

/** Returns what is said about a mistake, in English and Japanese. */
async function explain(right: string, from: string, to: string): Promise<string[]> {
  expect(right).toContain(from);
  const error = await prepare(right.replace(from, to)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return [formatError(error, "en"), formatError(error, "ja")];
}

test("model files: the two without a mistake can be trained", async () => {
  await prepare(vae);
  await prepare(gan);
});

/** Each: its name, the file, the part that is replaced, and what a beginner writes in its place. */
const mistakes: readonly (readonly [string, string, string, string])[] = [
  ["a forgotten return", vae, "return { copy, rubber };", "({ copy, rubber });"],
  ["dense on pictures", vae, "flatten(), ", ""],
  ["reshape to another number", vae, "reshape(4, 4, 4)", "reshape(8, 4, 4)"],
  ["channels last", vae, "upConv(3)", "upConv(8)"],
  ["a decoder without upConv", vae, "upConv(3)", "conv(3)"],
  ["a misspelt loss", vae, "loss({ images }", "los({ images }"],
  ["losses in a field for one", gan, "losses: {", "loss: {"],
  ["axes without brackets", vae, "images)), [1, 2, 3])", "images)), 1, 2, 3)"],
  ["a loss for a network that does not exist", gan, "    discriminator({", "    discrimnator({"],
  ["a misspelt network in a loss", vae, "toLogVariance(seen)", "toLogVarience(seen)"],
  ["a network that is missing", vae, "    toLogVariance: dense(2),\n", ""],
  [
    "a loss that nn does not have",
    vae,
    "meanAll(sum(square(subtract(decoder(z), images)), [1, 2, 3]))",
    "nn.mse(decoder(z), images)",
  ],
  ["a size in quotes", vae, "dense(8)", 'dense("8")'],
  ["a latent in quotes", vae, "latent: 2", 'latent: "2"'],
  ["negative channels", vae, "conv(4", "conv(-4"],
  ["no number of features", vae, "toMean: dense(2)", "toMean: dense()"],
  ["a decoder that ends with relu", vae, "tanh()", "relu()"],
  ["relu without parentheses", vae, "relu(), flatten()", "relu, flatten()"],
  ["layers in a list", vae, "toMean: dense(2)", "toMean: sequential([dense(2), relu()])"],
  ["a network that is a list", vae, "toMean: dense(2)", "toMean: [dense(2), relu()]"],
  ["another latent", vae, "latent: 2", "latent: 3"],
  ["no latent", vae, "  latent: 2,\n", ""],
  ["no decode", vae, "  decode: ({ z }, { decoder }) => decoder(z),\n", ""],
  ["a code in place of z", vae, "decode: ({ z }", "decode: (z"],
  ["an encode that takes a batch", vae, "encode: (images,", "encode: ({ images },"],
  ["a decode without return", vae, "=> decoder(z)", "=> { decoder(z); }"],
  ["networks without braces", vae, "({ z }, { decoder })", "({ z }, decoder)"],
  ["an encode of another length", vae, "toMean(look(images)),\n  decode", "look(images),\n  decode"],
  ["noise without a name", vae, 'noise("z", mean.shape)', "noise(mean.shape)"],
  ["noise without a shape", vae, 'noise("z", mean.shape)', 'noise("z")'],
  [
    "a weight that settings lack",
    vae,
    "return { copy, rubber }",
    'return { copy, rubber: multiply(rubber, weight("kl")) }',
  ],
  ["a setting that does not exist", vae, "learningRate: 1e-3", "learningrate: 1e-3"],
  ["a setting of another kind", vae, "learningRate: 1e-3", 'learningRate: "fast"'],
  ["operators on tensors", vae, "multiply(exp(multiply(logVariance, 0.5))", "multiply(exp(logVariance * 0.5)"],
  ["a loss that is no number", vae, "const copy = meanAll(", "const copy = ("],
  ["a term that is a text", vae, "return { copy, rubber }", 'return { copy, rubber: "rubber" }'],
  ["a loss without terms", vae, "return { copy, rubber }", "return {}"],
  ["an operation that is not imported", vae, "const { add, exp,", "const { exp,"],
  ["axes that do not exist", vae, "[1, 2, 3]", "[1, 2, 4]"],
  ["an asynchronous loss", vae, "loss({ images }", "async loss({ images }"],
  ["no kind", vae, '  kind: "mine",\n', ""],
  ["a misspelt networks", vae, "networks: {", "network: {"],
  ["a generator of larger pictures", gan, "upConv(3)", "upConv(3), upConv(3)"],
  ["a convolution with a stride alone", gan, "conv(4, { stride: 2 })", "conv(4, 2)"],
  [
    "the number of pictures by another name",
    gan,
    "discriminator({ images, size }",
    "discriminator({ images, batch: size }",
  ],
  [
    "one name for two shapes of noise",
    gan,
    'return meanAll(softplus(multiply(discriminator(generator(noise("z", [size, 2])',
    'return meanAll(softplus(multiply(discriminator(generator(noise("z", [2, 2])',
  ],
  ["noise for a single picture", gan, 'noise("z", [size, 2])', 'noise("z", [2])'],
  ["a text in place of pictures", gan, "discriminator(images)", 'discriminator("images")'],
  ["a batch in place of pictures", gan, "discriminator(images)", "discriminator({ images })"],
  ["an operation on nothing", vae, "square(mean)", "square(undefined)"],
];

test("model files: each mistake of a beginner is explained with its place and a remedy", async () => {
  const said: string[] = [];
  for (const [name, right, from, to] of mistakes)
    said.push(`${name}\n  ${(await explain(right, from, to)).join("\n  ")}\n`);
  await expect(said.join("\n")).toMatchFileSnapshot("model-file-mistakes.txt");
});
