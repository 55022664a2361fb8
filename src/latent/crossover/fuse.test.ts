import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { readRecipe, recipeText, type Recipe } from "../../checkpoint/index.ts";
import type { Attributes } from "../../dataset/index.ts";
import { onnxDevice } from "../../device/index.ts";
import { createSampler, generate, latentAttributes, renderRecipe, type LatentPoint } from "../../sample/index.ts";
import { encodePng } from "../../image/index.ts";
import {
  type Model,
  autoencoder,
  autoencoderNetworks,
  cgan,
  cganNetworks,
  gan,
  ganNetworks,
} from "../../model/index.ts";
import { random } from "../../tensor/index.ts";
import { buildStep, initialWeights } from "../../train/index.ts";

import { crossover } from "./crossover.ts";
import { createFamilyBuilder, familyPoints } from "./family-builder.ts";
import { fuse, type Offspring } from "./fuse.ts";
import { findGene, genomeOf } from "./gene.ts";
import { offspringOf, inherit } from "./inherit.ts";
import { renderFamily } from "./render-family.ts";

const named = (name: string, ja = name) => ({ name, label: { ja, en: name } });
const choices = ["no", "yes", "maybe"].map((name) => named(name));
const attributes: Attributes = {
  tags: [
    { ...named("hairStyle", "髪型"), kind: "category", choices },
    { ...named("hair-colour", "髪の色"), kind: "category", choices },
    { ...named("eyeColor", "目の色"), kind: "category", choices },
    { ...named("glasses", "眼鏡"), kind: "binary", choices: choices.slice(0, 2) },
    { ...named("hat", "帽子"), kind: "binary", choices: choices.slice(0, 2) },
    { ...named("mouth", "口"), kind: "category", choices },
    { ...named("yaw", "顔の向き"), kind: "number", choices: [], mean: 5, std: 30 },
  ],
};
const rows = 40;
const examples = attributes.tags.map(({ kind, name, choices: all }) => {
  const rng = random(1, name);
  return new Float32Array(rows).map(() => (kind === "number" ? 60 * rng.normal() : rng.integer(all.length)));
});

function samplerOf(make: (shape: { size: 16; channels: 3; features: 4; latent: 8 }) => Model) {
  const picture = { size: 16, channels: 3 } as const;
  const model = make({ ...picture, features: 4, latent: 8 });
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  return createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples, run: "run" });
}
const sampler = samplerOf((shape) => cgan(cganNetworks({ ...shape, attributes })));
const ganSampler = samplerOf((shape) => gan(ganNetworks(shape)));
const seeds = async (ours: typeof sampler, a = 1, b = 2) => {
  const [[first], [second]] = [await generate(ours, { seed: a }), await generate(ours, { seed: b })];
  return [
    { recipe: first.recipe, name: `${a}` },
    { recipe: second.recipe, name: `${b}` },
  ] as const;
};
const points = [1, 3].flatMap((seed) => sampler.points(seed, 1)) as [LatentPoint, LatentPoint];
const asFile = ({ picture, recipe }: Pick<Offspring, "picture" | "recipe">) => encodePng(picture, recipeText(recipe));

describe("genomeOf", () => {
  const genome = genomeOf(sampler, "attribute");

  test("attributes are grouped by the first word of their names, and by the table", () => {
    expect(genome.genes.map(({ name, tags }) => [name, tags])).toEqual([
      ["hair", ["hairStyle", "hair-colour"]],
      ["eyes", ["eyeColor"]],
      ["accessories", ["glasses", "hat"]],
      ["mouth", ["mouth"]],
      ["pose", ["yaw"]],
      ["rest", []],
    ]);
    expect(genomeOf(sampler, "layer").genes.map(({ name }) => name)).toEqual(["4px", "8px"]);
    expect(genomeOf(ganSampler, "layer").genes.map(({ name }) => name)).toEqual(["top", "upper", "lower", "bottom"]);
    expect(genomeOf(ganSampler, "latent").genes).toHaveLength(4);
  });

  test.each(["attribute", "layer", "latent"] as const)("%s: every number of a latent belongs to one gene", (by) => {
    const { genes, width } = genomeOf(sampler, by);
    const owners = new Uint8Array(width);
    for (const [from, to] of genes.flatMap(({ spans }) => spans)) for (let at = from; at < to; at++) owners[at]++;
    expect([...owners].every((count) => count === 1)).toBe(true);
  });

  test.each([
    ["hair", "hair"],
    ["髪", "hair"],
    ["Eyes", "eyes"],
    ["eye-color", "eyes"],
    ["帽子", "accessories"],
    ["rest", "rest"],
    ["wings", undefined],
  ])("%s is found", (word, name) => {
    expect(findGene(genome, word, attributes)?.name).toBe(name);
  });

  test("a share of 1 copies the exact bits, a share of 0.5 interpolates", () => {
    const [a, b] = points;
    const all = (share: number) => Object.fromEntries(genome.genes.map(({ name }) => [name, share]));
    expect(crossover(genome, [a, b], all(1))).toEqual(a);
    expect(crossover(genome, [a, b], all(0))).toEqual(b);
    const middle = crossover(genome, [a, b], all(0.5));
    const { noiseSize: chance } = sampler;
    for (let at = chance; at < a.latent.length; at++)
      expect(middle.latent[at]).toBeCloseTo((a.latent[at] + b.latent[at]) / 2, 6);
    const length = ({ latent }: LatentPoint) => Math.hypot(...latent.slice(0, chance));
    expect(length(middle)).toBeGreaterThan(0.95 * Math.min(length(a), length(b))); // on the sphere
  });

  test("an autoencoder interpolates linearly", () => {
    const ae = samplerOf((shape) => autoencoder(autoencoderNetworks(shape)));
    expect(genomeOf(ae, "latent").path).toBe("line");
    ae.dispose();
  });
});

describe("children", () => {
  test("children have genes of both parents and differ from each other", () => {
    const children = inherit(sampler, points, { count: 12, seed: 3 });
    for (const { shares, share } of children) {
      const whole = Object.entries(shares).filter(([name]) => name !== "rest");
      expect(new Set(whole.map(([, own]) => own))).toEqual(new Set([0, 1]));
      expect(share.a + share.b).toBeCloseTo(1, 6);
      const mean = Object.values(shares).reduce((sum, own) => sum + own, 0) / Object.keys(shares).length;
      expect(share.a).toBeCloseTo(mean, 6);
    }
    expect(new Set(children.map(({ shares }) => JSON.stringify({ ...shares, rest: 0 }))).size).toBe(12);
    expect(inherit(sampler, points, { count: 5, seed: 3 })).toEqual(children.slice(0, 5));
    expect(inherit(sampler, points, { count: 5, seed: 4 })).not.toEqual(children.slice(0, 5));
  });

  test("children repeat siblings when the genes run out, but never a parent", () => {
    const layered = inherit(sampler, points, { by: "layer", count: 5 }); // two layers have two ways
    expect(new Set(layered.slice(0, 2).map(({ shares }) => JSON.stringify(shares))).size).toBe(2);
    for (const { shares } of layered) expect(Object.values(shares).toSorted()).toEqual([0, 1]);
  });

  test("every attribute has the value of its source", () => {
    const [a, b] = points.map(({ latent }) => latentAttributes(sampler, latent));
    const seen = new Set<string>();
    for (const { traits, point } of inherit(sampler, points, { count: 20 })) {
      expect(traits).toHaveLength(attributes.tags.length);
      traits.forEach(({ value, source }, at) => {
        seen.add(source);
        expect(value).toBe(latentAttributes(sampler, point.latent)[at]);
        if (source !== "b") expect(value).toBe(a[at]);
        if (source !== "a") expect(value).toBe(b[at]);
      });
    }
    expect(seen).toEqual(new Set(["a", "b", "both"]));
  });

  test("fixed shares are kept, and genes mutate at the given rate", () => {
    for (const { shares } of inherit(sampler, points, { shares: { hair: 1, eyes: 0, pose: 0.25 } }))
      expect(shares).toMatchObject({ hair: 1, eyes: 0, pose: 0.25 });
    const mutants = inherit(sampler, points, { count: 60, mutation: 0.3, shares: { hair: 1 } });
    expect(mutants.every(({ shares }) => shares.hair === 1)).toBe(true);
    const missing = mutants.reduce((sum, { shares }) => sum + 6 - Object.keys(shares).length, 0);
    expect(missing / (60 * 5)).toBeGreaterThan(0.2);
    expect(missing / (60 * 5)).toBeLessThan(0.4);
    const mutant = mutants.find(({ shares }) => !("eyes" in shares))!;
    expect(mutant.share.a + mutant.share.b).toBeLessThan(0.99);
    expect(["new", "both"]).toContain(mutant.traits[2].source);
  });

  test("offspringOf takes any share", () => {
    const { traits } = offspringOf(sampler, points, "attribute", {
      ...inherit(sampler, points)[0].shares,
      pose: 0.75,
    });
    const [a, b] = points.map(({ latent }) => latentAttributes(sampler, latent)[6]);
    expect(traits[6]).toMatchObject({ attribute: "yaw", source: "mixed" });
    expect(traits[6].value).toBeCloseTo(0.75 * a + 0.25 * b, 3);
  });
});

test("periodic attributes are interpolated along their circle, and whole shares stay exact", () => {
  const gene = (name: string, span: [number, number]) => ({ ...named(name), spans: [span], tags: [], blends: false });
  const genes = [gene("rest", [0, 2]), gene("pose", [2, 5])];
  const genome = { by: "attribute", genes, width: 5, latent: 5, random: 2, path: "sphere", periodicAxes: [3] } as const;
  const parents = [{ latent: [1, 2, 4, 1, 0] }, { latent: [3, 4, 8, 0, 1] }] as const;
  const half = Math.SQRT1_2;
  const child = crossover(genome, [parents[0], parents[1]], { rest: 1, pose: 0.5 });
  [1, 2, 6, half, half].forEach((value, at) => expect(child.latent[at]).toBeCloseTo(value, 6));
  expect(crossover(genome, [parents[0], parents[1]], { rest: 0, pose: 1 })).toEqual({ latent: [3, 4, 4, 1, 0] });
});

describe.each([
  ["cgan by attribute", sampler, "attribute"],
  ["cgan by layer", sampler, "layer"],
  ["gan by layer", ganSampler, "layer"],
  ["gan by latent", ganSampler, "latent"],
] as const)("%s", (_, ours, by) => {
  test("a recipe draws a child again to the byte, and a child can be a parent", async () => {
    const parents = await seeds(ours);
    const [first, second] = await fuse(ours, parents, { count: 2, seed: 5, by });
    const file = asFile(first);
    const recipe = readRecipe(file, "child");
    expect(asFile(await renderRecipe(ours, recipe, "child"))).toEqual(file);
    const both = [{ recipe, name: "first" }, { recipe: second.recipe }] as const;
    const [grandchild] = await fuse(ours, both, { count: 1, seed: 6, by, mutation: 0.5 });
    expect(asFile(await renderRecipe(ours, readRecipe(asFile(grandchild), "x"), "x"))).toEqual(asFile(grandchild));
    const { family } = grandchild.recipe;
    expect(family!.map(({ name, parents: own }) => [name, own])).toEqual([
      ["1", undefined],
      ["2", undefined],
      ["first", [0, 1]],
      [undefined, [0, 1]],
      [undefined, [2, 3]],
    ]);
    const drawn = await renderFamily(ours, family!.slice(0, 4));
    expect(drawn[0].picture).toEqual((await generate(ours, { seed: 1 }))[0].picture);
    expect(drawn[2].picture.pixels.length).toBe(first.picture.pixels.length);
    drawn[2].picture.pixels.forEach((value, at) =>
      expect(Math.abs(value - first.picture.pixels[at])).toBeLessThanOrEqual(1),
    );
    expect(drawn[2].share).toEqual(first.share);
  });
});

test("parents with per-layer latents have children by attribute", async () => {
  const [a, b] = await seeds(sampler);
  const [mixed] = await fuse(sampler, [a, b], { count: 1, by: "layer" });
  const [child] = await fuse(sampler, [{ recipe: mixed.recipe }, b], { count: 1, by: "attribute" });
  expect(child.point.latent).toHaveLength(sampler.layers.length * sampler.latent);
  expect(child.rarity).toBeUndefined();
  expect(asFile(await renderRecipe(sampler, child.recipe, "x"))).toEqual(asFile(child));
});

test("a long pedigree drops its eldest members", async () => {
  let [parent, partner]: { recipe: Recipe; name?: string }[] = [...(await seeds(sampler))];
  for (let generation = 0; generation < 12; generation++) {
    const [child] = await fuse(sampler, [parent, partner], { count: 1, seed: generation, mutation: 0.1 });
    [partner] = [...(await seeds(sampler, 10 + generation))];
    parent = { recipe: child.recipe };
  }
  const { family, latent } = parent.recipe;
  expect(family!.length).toBeLessThanOrEqual(14);
  const everybody = familyPoints(sampler, [...family!.slice(0, -1), { ...family!.at(-1)!, latent }]);
  expect(everybody.at(-1)).toEqual({ latent });
  expect(recipeText(parent.recipe).omakase.length).toBeLessThan(20_000);
  expect(readRecipe(asFile({ ...(await renderRecipe(sampler, parent.recipe, "x")) }), "x").family).toEqual(family);
});

test("an ancestor of two parents is stored once", async () => {
  const parents = await seeds(sampler);
  const children = await fuse(sampler, parents, { count: 3 });
  const book = createFamilyBuilder(sampler);
  for (const { recipe } of children) book.add({ recipe });
  expect(book.members).toHaveLength(5);
});

test("fuse refuses one image as both parents", async () => {
  const [a] = await seeds(sampler);
  await expect(fuse(sampler, [a, { ...a, name: "again.png" }])).rejects.toMatchObject({
    code: "option",
    errorParts: { where: "again.png" },
  });
});
