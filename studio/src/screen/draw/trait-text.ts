import type { Attributes, Text } from "omakase";

/** What a picture shows, attribute by attribute, in words. */
export interface TraitText {
  readonly name: string;
  readonly label: Text;
  readonly value: Text;
}

/** What is known of a picture. */
export function traitTexts(attributes: Attributes | undefined, values: readonly number[]): TraitText[] {
  return (attributes?.tags ?? []).flatMap(({ name, label, kind, choices }, at) => {
    const value = values[at];
    if (value === undefined || Number.isNaN(value)) return [];
    const text = kind === "number" ? sameText(Number(value.toPrecision(2))) : choices[value].label;
    return [{ name, label, value: text }];
  });
}

function sameText(value: number): Text {
  return { ja: String(value), en: String(value) };
}
