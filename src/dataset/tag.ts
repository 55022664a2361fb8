import type { Text } from "../error.ts";
import { verbatim, datasetText } from "../text/index.ts";

/**
 * Tag: a property of every picture of a data set. `binary`: yes or no; `category`: one of several; `number`: a
 * quantity.
 */
export interface Tag {
  /** Name in `tags.csv` and on the command line; unique in the data set. */
  readonly name: string;
  /** Name for people. */
  readonly label: Text;
  readonly kind: "binary" | "category" | "number";
  /** Choices, in the order of the values 0, 1, …: `no` and `yes` for `binary`; empty for `number`. */
  readonly choices: readonly TagChoice[];
  /** Period of a `number`: 360 for a compass. Default: not periodic. */
  readonly period?: number;
}

/** Choice of a tag that is not a number. */
export interface TagChoice {
  readonly name: string;
  readonly label: Text;
}

/** Tag with its value for every picture. */
export interface TagColumn {
  readonly tag: Tag;
  /** `[count]`: 0 or 1, the index of the choice, or the number itself; NaN where unknown. */
  readonly values: Float32Array;
}

/** Uses one text for both languages: for names given by the user. */
export function untranslatedText(text: string): Text {
  return verbatim(text);
}

/** Choices of every binary tag. */
export const binaryChoices: readonly TagChoice[] = [
  { name: "no", label: datasetText.tag.no },
  { name: "yes", label: datasetText.tag.yes },
];

/** Selects the values of some pictures, in the order of `indices`. */
export function selectTags(columns: readonly TagColumn[], indices: ArrayLike<number>): TagColumn[] {
  return columns.map(({ tag, values }) => ({ tag, values: Float32Array.from(indices, (index) => values[index]) }));
}
