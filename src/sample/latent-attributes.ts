import { encodedTagWidth, decodeTagValue, type Attribute, type Attributes } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import { nameAttributes, type NamedAttributes } from "./named-attributes.ts";
import type { Sampler } from "./sampler.ts";
import { verbatim } from "../text/index.ts";

/**
 * Decodes the condition of a latent: for each attribute its value as of `attributeColumns`, the strongest choice when
 * several are mixed. NaN: unspecified, or different between layers.
 * @param code - `[latent]` or `[layers · latent]`.
 */
export function latentAttributes(
  { attributes, latent, noiseSize }: Pick<Sampler, "attributes" | "latent" | "noiseSize">,
  code: ArrayLike<number>,
): number[] {
  const values = Array.from(code);
  let from = noiseSize;
  return (attributes?.tags ?? []).map((tag) => {
    const [start, end] = [from, (from += encodedTagWidth(tag))];
    const layers = Array.from({ length: values.length / latent }, (_, layer) =>
      latentAttribute(tag, values.slice(layer * latent + start, layer * latent + end)),
    );
    return layers.every((value) => value === layers[0]) ? layers[0] : Number.NaN;
  });
}

/** Returns the attributes of a latent by name: see {@link latentAttributes}. */
export function nameLatentAttributes(
  layout: Pick<Sampler, "latent" | "noiseSize">,
  attributes: Attributes,
  latent: ArrayLike<number>,
): NamedAttributes {
  const values = latentAttributes({ ...layout, attributes }, latent);
  return nameAttributes(
    attributes,
    values.map((value) => Float32Array.of(value)),
  )[0];
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

function latentAttribute(tag: Attribute, numbers: readonly number[]): number {
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
  return verbatim(text);
}
