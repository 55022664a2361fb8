import type { Attribute, Attributes, Language, Text } from "omakase/studio";
import { formatAttributeNumber } from "./format-attribute-number.ts";
import { inLanguage } from "omakase/studio";

/** Value of one attribute of a picture, in words. */
export interface AttributeText {
  readonly name: string;
  /** Index of the attribute. */
  readonly index: number;
  readonly kind: Attribute["kind"];
  readonly label: Text;
  readonly value: Text;
  /** Whether there is something to see: "none" and "no" say that there is not. */
  readonly isPresent: boolean;
}

/** Returns the attributes of a picture in words; an empty list for models without attributes. */
export function attributeTexts(attributes: Attributes | undefined, values: readonly number[]): AttributeText[] {
  return (attributes?.tags ?? []).flatMap(({ name, label, kind, choices }, index): AttributeText[] => {
    const value = values[index];
    if (value === undefined || Number.isNaN(value)) return [];
    if (kind === "number") {
      const text = formatAttributeNumber(name, value);
      return [{ name, index, kind, label, value: { ja: text, en: text }, isPresent: true }];
    }
    const choice = choices[value];
    return [
      { name, index, kind, label, value: choice.label, isPresent: choice.name !== "none" && choice.name !== "no" },
    ];
  });
}

/** Returns the attributes in one line for screen readers; yes/no attributes appear only if present. */
export function attributeSummary(attributes: Attributes | undefined, values: readonly number[]): Text {
  const traits = attributeTexts(attributes, values).filter(({ kind, isPresent }) => kind !== "binary" || isPresent);
  const line = (language: Language, between: string): string =>
    traits
      .map(
        ({ kind, label, value }) =>
          inLanguage(label, language) + (kind === "binary" ? "" : ` ${inLanguage(value, language)}`),
      )
      .join(between);
  return { ja: line("ja", "、"), en: line("en", ", ") };
}
