/**
 * Images of every kind of point, by the float64 reference device, against stored hashes of their pixels: a change of
 * these numbers changes every picture that was drawn before.
 */
import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { referenceDevice } from "../src/device/index.ts";
import type { Picture } from "../src/image/index.ts";
import { fuse, morph } from "../src/latent/index.ts";
import { cgan, cganNetworks, gan, ganNetworks, vae, vaeNetworks, type Model } from "../src/model/index.ts";
import { renderCandidates } from "../src/preference/index.ts";
import { createSampler, generate, render, type LatentPoint, type Sampler } from "../src/sample/index.ts";
import { random } from "../src/tensor/index.ts";
import { buildStep, initialWeights } from "../src/train/index.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 8 };
const word = (name: string) => ({ name, label: { ja: name, en: name } });
const attributes = { tags: [{ ...word("colour"), kind: "category" as const, choices: ["a", "b"].map(word) }] };

function samplerOf(model: Model): Sampler {
  const fresh = initialWeights(buildStep(model, picture, model.settings), 1);
  const weights = new Map(
    [...fresh].map(([name, { shape, values }]) => {
      const noise = random(1, name).uniforms(values.length, 0.01, 0.1);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }] as const;
    }),
  );
  return createSampler({ model, picture, weights, device: referenceDevice(), examples: [Float32Array.of(0, 1, 1)] });
}

const hash = (pictures: readonly Picture[]) => {
  const digest = createHash("sha256");
  for (const { pixels } of pictures) digest.update(pixels);
  return digest.digest("hex").slice(0, 12);
};
const mask = Array.from({ length: 64 }, (_, cell) => Number(cell % 8 < 4) * 0.75);
const pictures = (images: readonly { readonly picture: Picture }[]) => images.map((image) => image.picture);

/** Renders every kind of point that the model has. */
async function images(sampler: Sampler): Promise<Record<string, string>> {
  const offset = (points: readonly LatentPoint[]) => {
    const noise = random(2, "added").normals(points.length * sampler.noiseSize);
    return points.map((_, at) => {
      const noiseOffset = [...noise.subarray(at * sampler.noiseSize, (at + 1) * sampler.noiseSize)];
      return { noiseOffset: noiseOffset.map((value) => value / 3), localEdits: [{ mask, noiseOffset }] };
    });
  };
  const [a, b] = [1, 2].flatMap((seed) => sampler.points(seed, 1));
  const layered = { latent: sampler.layers.flatMap((_, layer) => (layer === 0 ? a : b).latent) };
  const parents = (await generate(sampler, { count: 2, seed: 3 })).map(({ recipe }) => ({ recipe }));
  const candidates = [1, 2].map((number) => {
    const values = sampler.attributes ? [number - 1] : [];
    return { id: `${number}`, values, latent: random(number, "candidate").normals(sampler.noiseSize) };
  });
  const featureOffsets = [...random(3, "offsets").normals(sampler.featureOffsetSize)];
  return {
    seed: hash(pictures(await generate(sampler, { count: 3, seed: 7, truncation: 0.7 }))),
    edit: hash(pictures(await generate(sampler, { count: 3, seed: 7, edit: { steps: { a: 1 }, offset } }))),
    morph: hash(await morph(sampler, [a, b, layered], { frames: 5 })),
    layered: hash(await render(sampler, [layered])),
    offsets: sampler.featureOffsetSize > 0 ? hash(await render(sampler, [{ ...a, featureOffsets }])) : "none",
    fuse: hash(pictures(await fuse(sampler, [parents[0], parents[1]], { count: 3 }))),
    candidates: hash(pictures(await renderCandidates(sampler, candidates))),
  };
}

const stored: [string, Model, Record<string, string>][] = [
  [
    "gan",
    gan(ganNetworks(shape)),
    {
      seed: "68955c7dc746",
      edit: "b2bdf1ec4393",
      morph: "e5606e1a2b72",
      layered: "c442e57204aa",
      offsets: "65dfb322d04a",
      fuse: "ab2a36a65f0e",
      candidates: "2811b1863389",
    },
  ],
  [
    "cgan",
    cgan(cganNetworks({ ...shape, attributes })),
    {
      seed: "2524d5791d70",
      edit: "ac528342f240",
      morph: "c6b63d3bb6a1",
      layered: "1d31dfb7a4b6",
      offsets: "f8b60825ee9a",
      fuse: "8674bee97dc1",
      candidates: "6c471b41e87b",
    },
  ],
  [
    "vae",
    vae(vaeNetworks(shape)),
    {
      seed: "c7e1e76c41a3",
      edit: "e998a0adb59f",
      morph: "4ad296bb5ece",
      layered: "070494456796",
      offsets: "none",
      fuse: "bb5b562edba9",
      candidates: "48f009131f48",
    },
  ],
];

describe.each(stored)("%s", (_, model, hashes) => {
  const sampler = samplerOf(model);
  afterAll(() => sampler.dispose());
  test("points draw the stored images", async () => {
    expect(await images(sampler)).toEqual(hashes);
  });
});
