import type { Attributes, Card, Text } from "omakase";

/** What a picture shows, in words: choices by their names, numbers as they are. Empty without attributes. */
export function describeCard(attributes: Attributes | undefined, { values }: Pick<Card, "values">): Text {
  const parts = (attributes?.tags ?? []).flatMap(({ label, kind, choices }, at): Text[] => {
    const value = values[at];
    if (value === null || Number.isNaN(value)) return [];
    if (kind === "number") {
      const written = String(Math.round(value * 10) / 10);
      return [{ ja: `${label.ja} ${written}`, en: `${label.en} ${written}` }];
    }
    if (kind === "binary") return value === 1 ? [label] : [];
    const choice = choices[value].label;
    return [{ ja: `${label.ja} ${choice.ja}`, en: `${label.en} ${choice.en}` }];
  });
  return { ja: parts.map(({ ja }) => ja).join("、"), en: parts.map(({ en }) => en).join(", ") };
}
