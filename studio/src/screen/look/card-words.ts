import type { Attributes, Card, Language } from "omakase";

/** What a card asks for, as pairs of words, but for what is not there; empty of models without attributes. */
export function cardWords(
  attributes: Attributes | undefined,
  card: Card,
  language: Language,
): readonly (readonly [name: string, value: string])[] {
  return (attributes?.tags ?? []).flatMap(({ label, choices, kind }, at) => {
    const value = card.values[at];
    if (value === undefined || Number.isNaN(value)) return [];
    const choice = choices[value];
    const said = kind === "number" ? String(Math.round(value)) : choice?.label[language];
    return said === undefined || ["none", "no"].includes(choice?.name) ? [] : [[label[language], said] as const];
  });
}
