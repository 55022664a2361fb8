import type { Text } from "../../error.ts";
import { syntheticText } from "../../text/index.ts";

/** Family of drawn faces: attributes and their frequencies. */
export interface FaceStyle {
  /** Name of the data set. */
  readonly name: string;
  readonly credit: Text;
  /** Style of the drawing library, a `Style` of DiceBear; programs that use omakase do not need its types. */
  readonly drawing: object;
  /** Constant options: a varying colour that is no attribute would be noise. */
  readonly constant: Readonly<Record<string, readonly string[]>>;
  readonly attributes: readonly FaceAttribute[];
}

/** Attribute of a face; becomes a tag. */
export interface FaceAttribute {
  readonly name: string;
  readonly label: Text;
  readonly choices: readonly FaceChoice[];
  /**
   * Other attributes, and their choices that together hide this one. Its tag is unknown there: a bald head has no hair
   * colour.
   */
  readonly hiddenBy?: Readonly<Record<string, readonly string[]>>;
}

/** Choice of an attribute. */
export interface FaceChoice {
  readonly name: string;
  readonly label: Text;
  /** Relative frequency among the choices. */
  readonly weight: number;
  /** Options for the drawing library. */
  readonly options: Readonly<Record<string, readonly string[] | number>>;
}

/** Creates a choice of a slot of the drawing; `value` is the library's word for it. */
export function shapeChoice(slot: string, name: string, label: Text, weight = 1, value = name): FaceChoice {
  return { name, label, weight, options: { [slot]: [value] } };
}

/** Creates a choice of a slot that can be empty. */
export function optionalChoice(slot: string, name: string, label: Text, weight = 1, value = name): FaceChoice {
  return { name, label, weight, options: { [slot]: [value], [`${slot}Probability`]: 100 } };
}

/** Creates the choice of an empty slot. */
export function emptyChoice(slot: string, weight = 1): FaceChoice {
  return { name: "none", label: syntheticText.faceStyle.none, weight, options: { [`${slot}Probability`]: 0 } };
}

/** Creates the choice of a colour, six hexadecimal digits, for one or more slots. */
export function colourChoice(slots: readonly string[], name: string, label: Text, hex: string, weight = 1): FaceChoice {
  return { name, label, weight, options: Object.fromEntries(slots.map((slot) => [slot, [hex]])) };
}
