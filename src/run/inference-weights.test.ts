import { expect, test } from "vitest";
import { defineModel } from "../model/index.ts";
import { dense, flatten, meanSquaredError, reshape, sequential } from "../nn/index.ts";
import { inferenceWeightShapes } from "./inference-weights.ts";
import { resolveConfig } from "./resolve-config.ts";

test("the networks that draw, encode and embed have their weights kept, and no others", () => {
  const model = defineModel({
    kind: "three-ways",
    networks: {
      encoder: sequential(flatten(), dense(4)),
      places: sequential(flatten(), dense(2)),
      decoder: sequential(dense(3 * 64), reshape(3, 8, 8)),
      judge: sequential(flatten(), dense(1)),
    },
    latent: 4,
    loss: ({ images }, { encoder, decoder }) => meanSquaredError(decoder(encoder(images)), images),
    encode: (images, { encoder }) => encoder(images),
    embed: (images, { places }) => places(images),
    decode: ({ z }, { decoder }) => decoder(z),
  });
  const custom = { model, file: "three-ways.ts", sha256: "0".repeat(64) };
  const config = resolveConfig(custom, "sushi", { size: 8 }, { pictures: 16, seed: 1 });
  const kept = new Set([...inferenceWeightShapes(config).keys()].map((name) => name.split(".")[0]));
  expect([...kept].sort()).toEqual(["decoder", "encoder", "places"]);
});
