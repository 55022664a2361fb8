import type { Style } from "@dicebear/core";
import type { Text } from "../../error.ts";

/** A family of drawn faces: what can differ between two of them, and by how much chance. */
export interface FaceStyle {
  /** As the data set is called. */
  readonly name: string;
  readonly credit: Text;
  /** What the drawing library draws it with. */
  readonly drawing: Style<object>;
  /** What is the same in every face: a colour that differed without being an attribute would be noise. */
  readonly constant: Readonly<Record<string, readonly string[]>>;
  readonly attributes: readonly FaceAttribute[];
}

/** Something that can differ between two faces; becomes a tag. */
export interface FaceAttribute {
  readonly name: string;
  readonly label: Text;
  readonly choices: readonly FaceChoice[];
  /**
   * Other attributes and those of their choices that together leave nothing of this one to be seen. Its tag is unknown
   * there: a bald head has no hair colour.
   */
  readonly hiddenBy?: Readonly<Record<string, readonly string[]>>;
}

/** One way of being of an attribute. */
export interface FaceChoice {
  readonly name: string;
  readonly label: Text;
  /** How often, in relation to the other choices. */
  readonly weight: number;
  /** What the drawing library is told. */
  readonly options: Readonly<Record<string, readonly string[] | number>>;
}

/** A choice of a slot of the drawing: `shapeChoice` is the library's word for it. */
export function shapeChoice(slot: string, name: string, ja: string, en: string, weight = 1, value = name): FaceChoice {
  return { name, label: { ja, en }, weight, options: { [slot]: [value] } };
}

/** The same for a slot that can be empty. */
export function optionalChoice(
  slot: string,
  name: string,
  ja: string,
  en: string,
  weight = 1,
  value = name,
): FaceChoice {
  return { name, label: { ja, en }, weight, options: { [slot]: [value], [`${slot}Probability`]: 100 } };
}

/** The empty slot. */
export function emptyChoice(slot: string, weight = 1): FaceChoice {
  return { name: "none", label: { ja: "なし", en: "none" }, weight, options: { [`${slot}Probability`]: 0 } };
}

/** A colour, six hexadecimal digits, for one or more slots. */
export function colourChoice(
  slots: readonly string[],
  name: string,
  ja: string,
  en: string,
  hex: string,
  weight = 1,
): FaceChoice {
  return { name, label: { ja, en }, weight, options: Object.fromEntries(slots.map((slot) => [slot, [hex]])) };
}
