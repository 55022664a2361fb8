import type { Attributes, Text } from "omakase";
import { numberText } from "../../part/number-text.ts";

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
    const text = kind === "number" ? sameText(numberText(name, value)) : choices[value].label;
    return [{ name, label, value: text }];
  });
}

function sameText(text: string): Text {
  return { ja: text, en: text };
}
