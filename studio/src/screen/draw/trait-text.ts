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
    const text = kind === "number" ? sameText(numberText(name, value)) : choices[value].label;
    return [{ name, label, value: text }];
  });
}

/** A number of an attribute; those of the pose are degrees. */
export function numberText(name: string, value: number): string {
  const isAngle = name === "yaw" || name === "pitch";
  const shown = isAngle ? Math.round(value) : Number(value.toPrecision(2));
  // a minus sign is as wide as a plus sign; a hyphen is not
  return String(shown).replace("-", "−") + (isAngle ? "°" : "");
}

function sameText(text: string): Text {
  return { ja: text, en: text };
}
