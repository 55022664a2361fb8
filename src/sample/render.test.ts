import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { readRecipeText, recipeText } from "../checkpoint/index.ts";
import { onnxDevice } from "../device/index.ts";
import { cgan, cganNetworks, gan, ganNetworks, type Model } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { buildStep, initialWeights } from "../train/index.ts";
import type { LatentPoint } from "./latent-point.ts";
import { pictureRecipe, renderWithRecipes } from "./picture-recipe.ts";
import { provenance } from "./provenance.ts";
import { recipePoints, renderRecipe } from "./render-recipe.ts";
import { render } from "./render.ts";
import { createSampler, type Sampler } from "./sampler.ts";

const picture = { size: 16, channels: 3 } as const;
const shape = { ...picture, features: 4, latent: 6 };
const label = { ja: "色", en: "colour" };
const attributes = {
  tags: [{ name: "colour", label, kind: "category" as const, choices: ["a", "b"].map((name) => ({ name, label })) }],
};
const models: [string, Model][] = [
  ["gan", gan(ganNetworks(shape))],
  ["cgan", cgan(cganNetworks({ ...shape, attributes }))],
];

function samplerOf(model: Model): Sampler {
  const fresh = initialWeights(buildStep(model, picture, model.settings), 1);
  const weights = new Map(
    [...fresh].map(([name, { shape, values }]) => {
      const noise = random(1, name).uniforms(values.length, 0.01, 0.1);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }] as const;
    }),
  );
  const examples = [Float32Array.of(0, 1)];
  return createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples });
}

/** The left half of an image. */
const mask = Array.from({ length: 64 }, (_, cell) => Number(cell % 8 < 4));

/** Every part of a point: a latent per layer, feature offsets and local edits. */
function parts(sampler: Sampler) {
  const [a, b] = [1, 2].flatMap((seed) => sampler.points(seed, 1));
  return {
    plain: { latent: a.latent },
    layered: { latent: sampler.layers.flatMap((_, layer) => (layer === 0 ? a : b).latent) },
    offsets: { featureOffsets: [...random(3, "offsets").normals(sampler.featureOffsetSize)] },
    edits: { localEdits: [{ mask, noiseOffset: [...random(4, "edit").normals(sampler.noiseSize)] }] },
  };
}

const leftAndRight = ({ pixels }: { pixels: ArrayLike<number> }) => {
  const sides: [number[], number[]] = [[], []];
  Array.from(pixels).forEach((value, at) => {
    const column = Math.floor(at / 3) % 16;
    if (column < 2) sides[0].push(value);
    if (column >= 14) sides[1].push(value);
  });
  return sides.map((side) => side.join());
};

describe.each(models)("%s", (_, model) => {
  test.each(["plain", "layered"] as const)("a local edit of a %s point shows beside feature offsets", async (kind) => {
    const sampler = samplerOf(model);
    const { offsets, edits, ...latents } = parts(sampler);
    const latent = latents[kind];
    const [own, detailed, moved, both] = await render(sampler, [
      latent,
      { ...latent, ...offsets },
      { ...latent, ...edits },
      { ...latent, ...offsets, ...edits },
    ]);
    for (const [one, other] of [
      [own, detailed],
      [own, moved],
      [detailed, both],
      [moved, both],
    ])
      expect(one.pixels).not.toEqual(other.pixels);
    const [[left, right], [editedLeft, editedRight]] = [detailed, both].map(leftAndRight);
    expect(editedLeft, "inside the mask").not.toBe(left);
    if (model.kind === "gan") expect(editedRight, "outside the mask").toBe(right);
    sampler.dispose();
  });

  test("an edit of all cells gives the image of the moved point, whatever else the point has", async () => {
    const sampler = samplerOf(model);
    const { layered, offsets, edits } = parts(sampler);
    const { noiseOffset } = edits.localEdits[0];
    const everywhere = { localEdits: [{ mask: new Array<number>(64).fill(1), noiseOffset }] };
    const latent = layered.latent.map((value, at) => {
      const axis = at % sampler.latent;
      return axis < sampler.noiseSize ? value + noiseOffset[axis] : value;
    });
    const wide = model.kind === "gan" ? { latent, ...offsets } : undefined; // a cgan reads its latent in later stages, too
    const [edited] = await render(sampler, [{ ...layered, ...offsets, ...everywhere }]);
    const [moved] = wide ? await render(sampler, [wide]) : [edited];
    moved.pixels.forEach((value, at) => expect(Math.abs(value - edited.pixels[at])).toBeLessThanOrEqual(1));
    sampler.dispose();
  });

  test("a point has the same bytes alone, among points of other kinds, and after JSON", async () => {
    const sampler = samplerOf(model);
    const { plain, layered, offsets, edits } = parts(sampler);
    const points: LatentPoint[] = [
      plain,
      layered,
      { ...plain, ...offsets },
      { ...layered, ...edits },
      { ...layered, ...offsets, ...edits },
      plain,
    ];
    const together = await render(sampler, JSON.parse(JSON.stringify(points)) as LatentPoint[]);
    for (const [at, point] of points.entries()) expect(await render(sampler, [point])).toEqual([together[at]]);
    expect(await render(sampler, [])).toEqual([]);
    sampler.dispose();
  });

  test("the recipe of a point with all parts gives the point and its image again", async () => {
    const sampler = samplerOf(model);
    const { layered, offsets, edits } = parts(sampler);
    const point = { ...layered, ...offsets, ...edits };
    const [{ picture, recipe }] = await renderWithRecipes(sampler, [{ point }]);
    const read = readRecipeText(recipeText(recipe).omakase, "x.png");
    expect(await recipePoints(sampler, read, "x.png")).toEqual([point]);
    expect((await renderRecipe(sampler, read, "x.png")).picture).toEqual(picture);
    sampler.dispose();
  });

  test("the recipe names the batch size that drew the image", async () => {
    const sampler = samplerOf(model);
    const [{ recipe }] = await renderWithRecipes(
      sampler,
      sampler.points(1, 1).map((point) => ({ point })),
      { batch: 1 },
    );
    expect(recipe.batch).toBe(1);
    const signed = await provenance(sampler.trained);
    expect(pictureRecipe(sampler, signed, { point: sampler.points(1, 1)[0] }).batch).toBe(16);
    sampler.dispose();
  });
});

test("render: parts of another length are refused", async () => {
  const sampler = samplerOf(models[0][1]);
  const [point] = sampler.points(1, 1);
  const refused = (wrong: Partial<LatentPoint>) => expect(render(sampler, [{ ...point, ...wrong }])).rejects;
  await refused({ latent: [1, 2] }).toThrow("gan, latent: expected 6 or 24 numbers, got 2.");
  await refused({ featureOffsets: [1] }).toThrow(/gan, featureOffsets: expected \d+ numbers, got 1\./);
  await refused({ localEdits: [{ mask: [1], noiseOffset: [] }] }).toThrow("gan, mask: expected 64 numbers, got 1.");
  await refused({ localEdits: [{ mask, noiseOffset: [1] }] }).toThrow("gan, noiseOffset: expected 6 numbers, got 1.");
  sampler.dispose();
});
