import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { encodePng } from "../image/index.ts";
import { readRecipe, recipeText, requireModel, type Recipe } from "./recipe.ts";

const picture = { width: 2, height: 2, channels: 3, pixels: new Uint8Array(12) } as const;
const png = (text: Record<string, string>) => encodePng(picture, text);

const recipe: Recipe = {
  formatVersion: 1,
  omakase: "0.1.0",
  modelHash: "ab".repeat(32),
  modelKind: "gan",
  run: "お寿司",
  step: 1500,
  device: { name: "onnx", version: "onnxruntime-node 1.30.0" },
  latent: { seed: 7, index: 3 },
};

function refusal(action: () => unknown): OmakaseError {
  try {
    action();
  } catch (error) {
    if (error instanceof OmakaseError && error.code === "recipe") return error;
    throw error;
  }
  throw new Error("it should have been refused");
}

describe("a recipe", () => {
  test("a PNG keeps its recipe", () => {
    expect(readRecipe(png(recipeText(recipe)), "x.png")).toEqual(recipe);
  });

  test("keeps every float32 of a latent", () => {
    const latents = fc.float32Array({ minLength: 1, maxLength: 20, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(latents, (latent) => {
        const read = readRecipe(png(recipeText({ ...recipe, latent: [...latent] })), "x.png").latent;
        expect(Float32Array.from(read as number[])).toEqual(latent.map((value) => value + 0)); // JSON has no −0
      }),
      { numRuns: 50 },
    );
  });

  test("a PNG without a recipe, and a file that is no PNG, are refused", () => {
    expect(refusal(() => readRecipe(png({}), "photo.png")).message).toContain(
      "photo.png: expected a PNG with a recipe",
    );
    expect(refusal(() => readRecipe(new Uint8Array([1, 2, 3]), "x")).message).toContain("without a recipe");
  });

  test.each([
    ["no JSON", "{", "cannot be read"],
    ["no object", "7", "cannot be read"],
    ["null", "null", "cannot be read"],
    ["a hash that is none", JSON.stringify({ ...recipe, modelHash: "../../etc" }), "wrong modelHash"],
    ["an endless seed", JSON.stringify({ ...recipe, latent: { seed: 1e300, index: 0 } }), "wrong latent"],
    ["more at a time than a device holds", JSON.stringify({ ...recipe, batch: 1e9 }), "wrong batch"],
    ["an unknown key", JSON.stringify({ ...recipe, more: 1 }), "cannot be read"],
    ["a family of none", JSON.stringify({ ...recipe, family: [] }), "wrong family"],
    ["a newer format", JSON.stringify({ ...recipe, formatVersion: 2 }), "Update omakase"],
    ["far too much", JSON.stringify({ ...recipe, run: "x".repeat(1_100_000) }), "letters"],
  ])("with %s is refused", (_, text, message) => {
    expect(refusal(() => readRecipe(png({ omakase: text }), "x")).message).toContain(message);
  });

  test("a recipe of another model is refused", () => {
    expect(() => requireModel(recipe, recipe.modelHash, "x")).not.toThrow();
    expect(refusal(() => requireModel(recipe, "cd".repeat(32), "x")).message).toContain("for abababababab");
  });
});
