import { z } from "zod";
import { internal } from "../error.ts";
import type { TagColumn } from "./tag.ts";

const text = z.strictObject({ ja: z.string(), en: z.string() });

/**
 * Which tags a model knows and how their values become numbers, as plain data that is kept with a run. In the order of
 * `tags`, a `binary` tag takes one number (−1: no, +1: yes), a `category` one for each choice (1 for the one it is),
 * a `number` one (in standard deviations from its mean). What is not known is 0 everywhere.
 */
export const attributesSchema = z.strictObject({
  tags: z.array(
    z.strictObject({
      /** As written in `tags.csv` or in the command line; unique. */
      name: z.string(),
      /** As shown to people. */
      label: text,
      kind: z.enum(["binary", "category", "number"]),
      /** What the values 0, 1, … mean; empty for `number`. */
      choices: z.array(z.strictObject({ name: z.string(), label: text })),
      /** The mean of the known values. `number` only. */
      mean: z.number().optional(),
      /** Their standard deviation, above 0. `number` only. */
      deviation: z.number().positive().optional(),
    }),
  ),
});

/** See {@link attributesSchema}. */
export type Attributes = z.infer<typeof attributesSchema>;

/** One of the tags of {@link Attributes}. */
export type Attribute = Attributes["tags"][number];

/** What the tags of a data set are for a model that learns them; numbers are measured by these very pictures. */
export function attributesOf(columns: readonly TagColumn[]): Attributes {
  return {
    tags: columns.map(({ tag: { name, label, kind, choices }, values }) => ({
      name,
      label: { ...label },
      kind,
      choices: choices.map((choice) => ({ name: choice.name, label: { ...choice.label } })),
      ...(kind === "number" && spreadOf(values)),
    })),
  };
}

/** Mean and standard deviation of the known values; 0 and 1 where nothing is known, 1 where all are equal. */
function spreadOf(values: Float32Array): { mean: number; deviation: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { mean: 0, deviation: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** How many numbers a tag takes. */
export function attributeWidth({ kind, choices }: Attribute): number {
  return kind === "category" ? choices.length : 1;
}

/** How many numbers all tags take together. */
export function attributesWidth({ tags }: Attributes): number {
  return tags.reduce((width, tag) => width + attributeWidth(tag), 0);
}

/**
 * The values of some pictures as numbers: `[count, width]`, see {@link attributesSchema}.
 *
 * @param values - for each tag, in order, the value of every picture; NaN: not known.
 */
export function encodeAttributes(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (encoded, at, tag, value) => {
    if (tag.kind === "number") encoded[at] = (value - tag.mean!) / tag.deviation!;
    else if (tag.kind === "binary") encoded[at] = value > 0.5 ? 1 : -1;
    else encoded[at + value] = 1;
  });
}

/** Which of the numbers of {@link encodeAttributes} are known: `[count, width]`, 1 or 0. */
export function attributeMask(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (mask, at, tag) => mask.fill(1, at, at + attributeWidth(tag)));
}

/** Calls `write` for every value that is known, with the place where its numbers begin. */
function fill(
  attributes: Attributes,
  values: readonly ArrayLike<number>[],
  write: (numbers: Float32Array, at: number, tag: Attribute, value: number) => void,
): Float32Array {
  const { tags } = attributes;
  if (values.length !== tags.length)
    throw internal(`attributes: ${values.length} lists of values, ${tags.length} tags`);
  const [count, width] = [values[0]?.length ?? 0, attributesWidth(attributes)];
  const numbers = new Float32Array(count * width);
  let column = 0;
  tags.forEach((tag, one) => {
    for (let picture = 0; picture < count; picture++) {
      const value = values[one][picture];
      if (Number.isNaN(value)) continue;
      if (tag.kind === "category" && !(Number.isInteger(value) && value >= 0 && value < tag.choices.length))
        throw internal(`attributes: ${tag.name} has no choice ${value}`);
      write(numbers, picture * width + column, tag, value);
    }
    column += attributeWidth(tag);
  });
  return numbers;
}

/**
 * What a network says of some pictures, as values: for each tag the value of every picture.
 *
 * @param predicted - `[count, width]`: for a binary tag the logit of yes, for a category the logit of each choice, for
 *   a number its standardised value.
 */
export function decodeAttributes(attributes: Attributes, predicted: ArrayLike<number>): Float32Array[] {
  const width = attributesWidth(attributes);
  let column = 0;
  return attributes.tags.map((tag) => {
    const start = column;
    column += attributeWidth(tag);
    const values = new Float32Array(predicted.length / width);
    return values.map((_, picture) => {
      const at = picture * width + start;
      if (tag.kind === "number") return predicted[at] * tag.deviation! + tag.mean!;
      if (tag.kind === "binary") return predicted[at] > 0 ? 1 : 0;
      let best = 0;
      for (let choice = 1; choice < tag.choices.length; choice++)
        if (predicted[at + choice] > predicted[at + best]) best = choice;
      return best;
    });
  });
}
