import type { Recipe } from "../checkpoint/index.ts";
import { encodedTagWidth, decodeTagValue, type Attribute } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import { nameAttributes, uncheckedRecipeLatents, type NamedAttributes, type Sampler } from "../sample/index.ts";

/**
 * Decodes the condition of a latent: for each attribute its value as of `attributeColumns`, the strongest choice when
 * several are mixed. NaN: unspecified, or different between layers.
 * @param code - `[latent]` or `[layers · latent]`.
 */
export function latentAttributes({ attributes, latent, noiseSize }: Sampler, code: Float32Array): number[] {
  let from = noiseSize;
  return (attributes?.tags ?? []).map((tag) => {
    const [start, end] = [from, (from += encodedTagWidth(tag))];
    const layers = Array.from({ length: code.length / latent }, (_, layer) =>
      latentAttribute(tag, code.subarray(layer * latent + start, layer * latent + end)),
    );
    return layers.every((value) => value === layers[0]) ? layers[0] : Number.NaN;
  });
}

/**
 * Returns the final attributes of an image by name: those of its recipe, after the edit. Undefined when the model has
 * no attributes, or the recipe has none.
 */
export function recipeAttributes(sampler: Sampler, recipe: Recipe): NamedAttributes | undefined {
  if (!sampler.attributes || !recipe.edit?.conditionOffset) return recipe.attributes?.[0];
  const values = latentAttributes(sampler, uncheckedRecipeLatents(sampler, recipe, "recipe")).map((value) =>
    Float32Array.of(value),
  );
  return nameAttributes(sampler.attributes, values)[0];
}

/** Returns the indices of periodic attributes in a latent, each the first of two values (sine, cosine). */
export function periodicAxesOf({ attributes, noiseSize }: Sampler): number[] {
  let from = noiseSize;
  return (attributes?.tags ?? []).flatMap((tag) => {
    const start = from;
    from += encodedTagWidth(tag);
    return tag.period === undefined ? [] : [start];
  });
}

function latentAttribute(tag: Attribute, numbers: Float32Array): number {
  const { kind, period } = tag;
  const isOpen =
    kind === "category"
      ? Math.max(...numbers) <= 0
      : (kind === "binary" || period !== undefined) && numbers.every((value) => value === 0);
  return isOpen ? Number.NaN : decodeTagValue(tag, numbers);
}

/** Formats the value of an attribute. */
export function attributeValueText({ kind, choices }: Attribute, value: number): Text {
  if (kind !== "number") return choices[value].label;
  const text = String(Number(value.toPrecision(3)));
  return { ja: text, en: text };
}
