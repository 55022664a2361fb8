import { attributeWidth, type Attribute } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import type { Painter } from "../generate/index.ts";

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

function wishOf({ kind, mean, deviation }: Attribute, numbers: Float32Array): number {
  if (kind === "number") return numbers[0] * deviation! + mean!;
  if (kind === "binary") return numbers[0] === 0 ? Number.NaN : Number(numbers[0] > 0);
  const strongest = Math.max(...numbers);
  return strongest > 0 ? numbers.indexOf(strongest) : Number.NaN;
}

/** A value of an attribute in words. */
export function valueWords({ kind, choices }: Attribute, value: number): Text {
  if (kind !== "number") return choices[value].label;
  const text = String(Number(value.toPrecision(3)));
  return { ja: text, en: text };
}
