import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { attributesOf, encodeValue } from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import { generate, painter, redraw, type Painter } from "../generate/index.ts";
import { type Model, autoencoder, autoencoderNetworks, cgan, cganNetworks, gan, ganNetworks } from "../model/index.ts";
import { askedOf } from "../morph/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";
import {} from "../model/index.ts";
import { cardAt } from "./card-at.ts";
import { cardsOfRecipe } from "./cards-of-recipe.ts";
import { chooseCards } from "./choose-cards.ts";
import { cardSpaceOf, drawCards } from "./draw-cards.ts";
import { latentCards } from "./latent-cards.ts";
import { newTaste, rate } from "./taste.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 12 };
const word = (name: string) => ({ name, label: { ja: name, en: name } });
const values = Float32Array.from({ length: 40 }, (_, at) => at % 3);
const attributes = attributesOf([
  { tag: { ...word("hair"), kind: "category", choices: ["long", "short", "none"].map(word) }, values },
]);

function artist(model: Model): Painter {
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const examples = model.kind === "cgan" ? [values] : undefined;
  return painter({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples, run: "x", step: 1 });
}

describe.each([
  ["gan", gan(ganNetworks(shape))],
  ["ae", autoencoder(autoencoderNetworks(shape))],
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
] satisfies [string, Model][])("cards of a %s", (_, model) => {
  test("are drawn as chosen, and again by their recipes", async () => {
    const ours = artist(model);
    const space = cardSpaceOf(ours);
    expect(space.latent).toBe(ours.random);
    const taste = rate(newTaste(space), chooseCards(newTaste(space))[0], 1);
    const cards = chooseCards(taste, { count: 3, seed: 5 });
    const drawn = await drawCards(ours, cards);
    expect(new Set(drawn.map((one) => one.picture.pixels.join())).size).toBe(3);
    const again = await redraw(ours, drawn[1].recipe, "x.png");
    expect(again.picture.pixels).toEqual(drawn[1].picture.pixels);
    if (model.kind === "cgan") expect(drawn[0].recipe.attributes).toHaveLength(1);
    ours.dispose();
  });

  test("come back from recipes, of latents and of seeds", async () => {
    const ours = artist(model);
    const cards = chooseCards(newTaste(cardSpaceOf(ours)), { count: 2, seed: 5 });
    const [first] = await drawCards(ours, cards);
    const [back] = (await cardsOfRecipe(ours, first.recipe, "x.png"))!;
    expect(back.values).toEqual(cards[0].values);
    Array.from(back.latent).forEach((value, at) => expect(value).toBeCloseTo(cards[0].latent[at], 3));
    const [drawing] = await generate(ours, { seed: 4, first: 2, truncation: 0.5 });
    const found = (await cardsOfRecipe(ours, drawing.recipe, "x.png"))!;
    const [again] = await drawCards(ours, found);
    const apart = again.picture.pixels.map((value, at) => Math.abs(value - drawing.picture.pixels[at]));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    ours.dispose();
  });

  test("are known for any place of latent space, by names of their own", async () => {
    const ours = artist(model);
    const [card, other] = chooseCards(newTaste(cardSpaceOf(ours)), { count: 2, seed: 5 });
    const [first, second] = (await drawCards(ours, [card, other])).map(({ recipe }) =>
      Float32Array.from(recipe.latent as readonly number[]),
    );
    const found = cardAt(ours, first);
    expect(found.values).toEqual(card.values);
    Array.from(found.latent).forEach((value, at) => expect(value).toBeCloseTo(card.latent[at], 3));
    const layers = ours.layers.map((_, layer) => (layer === 0 ? first : second));
    const [child, sibling] = [layers, layers.toReversed()].map((all) =>
      cardAt(ours, Float32Array.from(all.flatMap((latent) => [...latent]))),
    );
    expect(child.latent).toHaveLength(ours.random);
    expect(child.id).not.toBe(sibling.id);
    ours.dispose();
  });

  test("of a picture with a latent for each layer there is none", async () => {
    const ours = artist(model);
    const [{ recipe }] = await generate(ours);
    const latent = Array.from({ length: ours.layers.length * ours.latent }, () => 0.5);
    expect(await cardsOfRecipe(ours, { ...recipe, latent }, "x.png")).toBeUndefined();
    ours.dispose();
  });

  test("are those of a seed, where their numbers are", () => {
    const ours = artist(model);
    const told = model.kind === "cgan" ? { wishes: [Float32Array.of(2)] } : {};
    const chance = [random(4, "draw", 6).normals(ours.random)];
    expect(ours.latents(0, 1, { chance, ...told })).toEqual(ours.latents(4, 1, { first: 6, ...told }));
    ours.dispose();
  });

  test("are found again from their latents", async () => {
    const ours = artist(model);
    const cards = chooseCards(newTaste(cardSpaceOf(ours)), { count: 2, seed: 5 });
    const drawn = await drawCards(ours, cards);
    const again = await latentCards(ours, Float32Array.from(drawn.flatMap(({ recipe }) => recipe.latent as number[])));
    for (const [at, { card, picture, recipe }] of again.entries()) {
      expect(card.values).toEqual(cards[at].values);
      Array.from(card.latent).forEach((value, axis) => expect(value).toBeCloseTo(cards[at].latent[axis], 3));
      expect(picture.pixels).toEqual(drawn[at].picture.pixels);
      expect(recipe).toEqual(drawn[at].recipe);
    }
    ours.dispose();
  });
});

test("a card says what was asked for in the end, where a walk has changed it", async () => {
  const ours = artist(cgan(cganNetworks({ ...shape, attributes })));
  const [hair] = attributes.tags;
  const [before, after] = [0, 1].map((choice) => encodeValue(hair, choice));
  const wished = after.map((value, axis) => value - before[axis]);
  const [drawing] = await generate(ours, { attributes: { hair: "long" } });
  const along = { steps: { "short hair": 2 }, added: Array<number>(ours.random).fill(0), wished };
  const recipe = { ...drawing.recipe, along };
  expect(askedOf(ours, recipe)).toEqual({ hair: "short" });
  const found = (await cardsOfRecipe(ours, recipe, "x.png"))!;
  expect(found[0].values).toEqual([1]);
  const [[drawn], again] = [await drawCards(ours, found), await redraw(ours, recipe, "x.png")];
  const apart = drawn.picture.pixels.map((value, at) => Math.abs(value - again.picture.pixels[at]));
  expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  ours.dispose();
});
