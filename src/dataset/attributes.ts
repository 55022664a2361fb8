import { z } from "zod";
import { internal } from "../error.ts";
import type { TagColumn } from "./tag.ts";

const text = z.strictObject({ ja: z.string(), en: z.string() });

/**
 * Which tags a model knows and how their values become numbers, as plain data that is kept with a run. In the order of
 * `tags`, a `binary` tag takes one number (−1: no, +1: yes), a `category` one for each choice (1 for the one it is),
 * a `number` one (in standard deviations from its mean) or, where it wraps, the sine and the cosine of its place on the
 * circle: there the two ends are one place. What is not known is 0 everywhere.
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
      /** After how much a `number` is the same again. Default: never. */
      wraps: z.number().positive().optional(),
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
    tags: columns.map(({ tag: { name, label, kind, choices, wraps }, values }) => ({
      name,
      label: { ...label },
      kind,
      choices: choices.map((choice) => ({ name: choice.name, label: { ...choice.label } })),
      ...(kind === "number" && spreadOf(values)),
      ...(wraps !== undefined && { wraps }),
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
export function attributeWidth({ kind, choices, wraps }: Attribute): number {
  return kind === "category" ? choices.length : wraps === undefined ? 1 : 2;
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
  return fill(attributes, values, (encoded, at, tag, value) => encoded.set(encodeValue(tag, value), at));
}

/** A known value of a tag as its numbers, see {@link attributesSchema}; {@link decodeValue} is the way back. */
export function encodeValue({ kind, choices, mean, deviation, wraps }: Attribute, value: number): number[] {
  if (kind === "category") return choices.map((_, place) => (place === value ? 1 : 0));
  if (kind === "binary") return [value > 0.5 ? 1 : -1];
  if (wraps === undefined) return [(value - mean!) / deviation!];
  const turn = (2 * Math.PI * value) / wraps;
  return [Math.sin(turn), Math.cos(turn)];
}

/**
 * The value that numbers stand for, wished for or read by a network: yes where it is positive, the largest of the
 * choices, a number; of a number that wraps, that within half a turn of its mean.
 */
export function decodeValue({ kind, mean, deviation, wraps }: Attribute, numbers: ArrayLike<number>): number {
  if (kind === "category") return Array.from(numbers).indexOf(Math.max(...Array.from(numbers)));
  if (kind === "binary") return numbers[0] > 0 ? 1 : 0;
  if (wraps === undefined) return numbers[0] * deviation! + mean!;
  const value = (Math.atan2(numbers[0], numbers[1]) * wraps) / (2 * Math.PI);
  return value + wraps * Math.round((mean! - value) / wraps);
}

/** How far apart two numbers of a tag are: around the circle the shorter way, where it wraps. */
export function numberDistance({ wraps }: Pick<Attribute, "wraps">, a: number, b: number): number {
  const apart = Math.abs(a - b);
  return wraps === undefined ? apart : Math.abs(apart - wraps * Math.round(apart / wraps));
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
 *   a number its standardised value, or sine and cosine.
 */
export function decodeAttributes(attributes: Attributes, predicted: ArrayLike<number>): Float32Array[] {
  const width = attributesWidth(attributes);
  let column = 0;
  return attributes.tags.map((tag) => {
    const [start, end] = [column, (column += attributeWidth(tag))];
    return new Float32Array(predicted.length / width).map((_, picture) => {
      const row = picture * width;
      return decodeValue(tag, Array.prototype.slice.call(predicted, row + start, row + end) as number[]);
    });
  });
}
