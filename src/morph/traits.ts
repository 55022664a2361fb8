import type { Recipe } from "../checkpoint/index.ts";
import { attributeWidth, decodeValue, type Attribute } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import { nameWishes, originLatents, type NamedWishes, type Painter } from "../generate/index.ts";

/**
 * What a latent asks for: for each attribute its value as of `attributeValues`, the strongest choice where several are
 * mixed. NaN: nothing, or not the same in all layers.
 */
export function wishesOf({ attributes, latent, random }: Painter, code: Float32Array): number[] {
  let from = random;
  return (attributes?.tags ?? []).map((tag) => {
    const [start, end] = [from, (from += attributeWidth(tag))];
    const layers = Array.from({ length: code.length / latent }, (_, layer) =>
      wishOf(tag, code.subarray(layer * latent + start, layer * latent + end)),
    );
    return layers.every((value) => value === layers[0]) ? layers[0] : Number.NaN;
  });
}

/**
 * What a picture was asked for in the end, in words: as its recipe says, or as a walk along directions has left it.
 * Undefined where its model has no attributes, or its recipe does not say.
 */
export function askedOf(artist: Painter, recipe: Recipe): NamedWishes | undefined {
  if (!artist.attributes || !recipe.along?.wished) return recipe.attributes?.[0];
  const values = wishesOf(artist, originLatents(artist, recipe, "recipe")).map((value) => Float32Array.of(value));
  return nameWishes(artist.attributes, values)[0];
}

/** Where in a latent there are two numbers that are a place on a circle: those of attributes that wrap. */
export function circlesOf({ attributes, random }: Painter): number[] {
  let from = random;
  return (attributes?.tags ?? []).flatMap((tag) => {
    const start = from;
    from += attributeWidth(tag);
    return tag.wraps === undefined ? [] : [start];
  });
}

function wishOf(tag: Attribute, numbers: Float32Array): number {
  const { kind, wraps } = tag;
  const isOpen =
    kind === "category"
      ? Math.max(...numbers) <= 0
      : (kind === "binary" || wraps !== undefined) && numbers.every((value) => value === 0);
  return isOpen ? Number.NaN : decodeValue(tag, numbers);
}

/** A value of an attribute in words. */
export function valueWords({ kind, choices }: Attribute, value: number): Text {
  if (kind !== "number") return choices[value].label;
  const text = String(Number(value.toPrecision(3)));
  return { ja: text, en: text };
}
