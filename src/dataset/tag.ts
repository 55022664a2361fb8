import type { Text } from "../error.ts";

/**
 * What is known about every picture of a data set. `binary`: yes or no; `category`: one of several; `number`: how
 * much.
 */
export interface Tag {
  /** As written in `tags.csv` or in the command line; unique in the data set. */
  readonly name: string;
  /** As shown to people. */
  readonly label: Text;
  readonly kind: "binary" | "category" | "number";
  /** What a value can mean, in the order of the numbers 0, 1, …: `no` and `yes` for `binary`; empty for `number`. */
  readonly choices: readonly TagChoice[];
  /** After how much a `number` is the same again: 360 for a compass. Default: never. */
  readonly period?: number;
}

/** One value of a tag that is not a number. */
export interface TagChoice {
  readonly name: string;
  readonly label: Text;
}

/** A tag with its value for every picture. */
export interface TagColumn {
  readonly tag: Tag;
  /** `[count]`: 0 or 1, the place of the choice, or the number itself; NaN where it is not known. */
  readonly values: Float32Array;
}

/** The same words in both languages: names that people gave themselves. */
export function untranslatedText(text: string): Text {
  return { ja: text, en: text };
}

/** The two choices of every binary tag. */
export const binaryChoices: readonly TagChoice[] = [
  { name: "no", label: { ja: "なし", en: "no" } },
  { name: "yes", label: { ja: "あり", en: "yes" } },
];

/** The columns for some of the pictures only, in the order given. */
export function selectTags(columns: readonly TagColumn[], indices: ArrayLike<number>): TagColumn[] {
  return columns.map(({ tag, values }) => ({ tag, values: Float32Array.from(indices, (index) => values[index]) }));
}
