import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { attributesFromTags, encodeTagValue } from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import {
  createSampler,
  generate,
  recipeAttributes,
  renderRecipe,
  renderWithRecipes,
  type Sampler,
} from "../sample/index.ts";
import { type Model, autoencoder, autoencoderNetworks, cgan, cganNetworks, gan, ganNetworks } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";

import { candidateAt } from "./candidate-at.ts";
import { candidatesFromRecipe } from "./candidates-from-recipe.ts";
import { suggest } from "./suggest.ts";
import { samplerDesignSpace, renderCandidates } from "./render-candidates.ts";
import { emptyPreferenceModel, observeRating } from "./preference-model.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 12 };
const word = (name: string) => ({ name, label: { ja: name, en: name } });
const values = Float32Array.from({ length: 40 }, (_, at) => at % 3);
const attributes = attributesFromTags([
  { tag: { ...word("hair"), kind: "category", choices: ["long", "short", "none"].map(word) }, values },
]);

function sampler(model: Model): Sampler {
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const examples = model.kind === "cgan" ? [values] : undefined;
  return createSampler({
    model,
    picture,
    weights,
    device: onnxDevice(ort, { threads: 1 }),
    examples,
    run: "x",
    step: 1,
  });
}

describe.each([
  ["gan", gan(ganNetworks(shape))],
  ["ae", autoencoder(autoencoderNetworks(shape))],
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
] satisfies [string, Model][])("cards of a %s", (_, model) => {
  test("candidates render as designed, and again from their recipes", async () => {
    const ours = sampler(model);
    const space = samplerDesignSpace(ours);
    expect(space.latent).toBe(ours.noiseSize);
    const preference = observeRating(emptyPreferenceModel(space), suggest(emptyPreferenceModel(space))[0], 1);
    const candidates = suggest(preference, { count: 3, seed: 5 });
    const drawn = await renderCandidates(ours, candidates);
    expect(new Set(drawn.map((one) => one.picture.pixels.join())).size).toBe(3);
    const again = await renderRecipe(ours, drawn[1].recipe, "x.png");
    expect(again.picture.pixels).toEqual(drawn[1].picture.pixels);
    if (model.kind === "cgan") expect(drawn[0].recipe.attributes).toHaveLength(1);
    ours.dispose();
  });

  test("candidates come back from recipes with latents and with seeds", async () => {
    const ours = sampler(model);
    const candidates = suggest(emptyPreferenceModel(samplerDesignSpace(ours)), { count: 2, seed: 5 });
    const [first] = await renderCandidates(ours, candidates);
    const [back] = (await candidatesFromRecipe(ours, first.recipe, "x.png"))!;
    expect(back.values).toEqual(candidates[0].values);
    Array.from(back.latent).forEach((value, at) => expect(value).toBeCloseTo(candidates[0].latent[at], 3));
    const [drawing] = await generate(ours, { seed: 4, first: 2, truncation: 0.5 });
    const found = (await candidatesFromRecipe(ours, drawing.recipe, "x.png"))!;
    const [again] = await renderCandidates(ours, found);
    const apart = again.picture.pixels.map((value, at) => Math.abs(value - drawing.picture.pixels[at]));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    ours.dispose();
  });

  test("candidateAt accepts any latent, and gives distinct ids", async () => {
    const ours = sampler(model);
    const [candidate, other] = suggest(emptyPreferenceModel(samplerDesignSpace(ours)), { count: 2, seed: 5 });
    const [first, second] = (await renderCandidates(ours, [candidate, other])).map(({ recipe }) => ({
      latent: recipe.latent as readonly number[],
    }));
    const found = candidateAt(ours, first);
    expect(found.values).toEqual(candidate.values);
    Array.from(found.latent).forEach((value, at) => expect(value).toBeCloseTo(candidate.latent[at], 3));
    const layers = ours.layers.map((_, layer) => (layer === 0 ? first : second));
    const [child, sibling] = [layers, layers.toReversed()].map((all) =>
      candidateAt(ours, { latent: all.flatMap(({ latent }) => latent) }),
    );
    expect(child.latent).toHaveLength(ours.noiseSize);
    expect(child.id).not.toBe(sibling.id);
    ours.dispose();
  });

  test("candidatesFromRecipe returns undefined for one latent per layer", async () => {
    const ours = sampler(model);
    const [{ recipe }] = await generate(ours);
    const latent = Array.from({ length: ours.layers.length * ours.latent }, () => 0.5);
    expect(await candidatesFromRecipe(ours, { ...recipe, latent }, "x.png")).toBeUndefined();
    ours.dispose();
  });

  test("candidates of a seed keep its exact numbers", () => {
    const ours = sampler(model);
    const told = model.kind === "cgan" ? { conditions: [Float32Array.of(2)] } : {};
    const noise = [random(4, "draw", 6).normals(ours.noiseSize)];
    expect(ours.latents(0, 1, { noise, ...told })).toEqual(ours.latents(4, 1, { first: 6, ...told }));
    ours.dispose();
  });

  test("candidates come back from their latents", async () => {
    const ours = sampler(model);
    const candidates = suggest(emptyPreferenceModel(samplerDesignSpace(ours)), { count: 2, seed: 5 });
    const drawn = await renderCandidates(ours, candidates);
    const points = drawn.map(({ recipe }) => ({ latent: recipe.latent as readonly number[] }));
    const again = await renderWithRecipes(
      ours,
      points.map((point) => ({ point })),
    );
    for (const [at, { picture, recipe }] of again.entries()) {
      const candidate = candidateAt(ours, points[at]);
      expect(candidate.values).toEqual(candidates[at].values);
      Array.from(candidate.latent).forEach((value, axis) => expect(value).toBeCloseTo(candidates[at].latent[axis], 3));
      expect(picture.pixels).toEqual(drawn[at].picture.pixels);
      expect(recipe).toEqual(drawn[at].recipe);
    }
    ours.dispose();
  });
});

test("a recipe with a latent edit gives the attributes after the edit", async () => {
  const ours = sampler(cgan(cganNetworks({ ...shape, attributes })));
  const [hair] = attributes.tags;
  const [before, after] = [0, 1].map((choice) => encodeTagValue(hair, choice));
  const conditionOffset = after.map((value, axis) => value - before[axis]);
  const [drawing] = await generate(ours, { attributes: { hair: "long" } });
  const edit = { steps: { "short hair": 2 }, noiseOffset: Array<number>(ours.noiseSize).fill(0), conditionOffset };
  const recipe = { ...drawing.recipe, edit };
  expect(recipeAttributes(ours, recipe)).toEqual({ hair: "short" });
  const found = (await candidatesFromRecipe(ours, recipe, "x.png"))!;
  expect(found[0].values).toEqual([1]);
  const [[drawn], again] = [await renderCandidates(ours, found), await renderRecipe(ours, recipe, "x.png")];
  const apart = drawn.picture.pixels.map((value, at) => Math.abs(value - again.picture.pixels[at]));
  expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  ours.dispose();
});
