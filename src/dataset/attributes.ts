import { z } from "zod";
import { internalError } from "../error.ts";
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
      std: z.number().positive().optional(),
      /** After how much a `number` is the same again. Default: never. */
      period: z.number().positive().optional(),
    }),
  ),
});

/** See {@link attributesSchema}. */
export type Attributes = z.infer<typeof attributesSchema>;

/** One of the tags of {@link Attributes}. */
export type Attribute = Attributes["tags"][number];

/** What the tags of a data set are for a model that learns them; numbers are measured by these very pictures. */
export function attributesFromTags(columns: readonly TagColumn[]): Attributes {
  return {
    tags: columns.map(({ tag: { name, label, kind, choices, period }, values }) => ({
      name,
      label: { ...label },
      kind,
      choices: choices.map((choice) => ({ name: choice.name, label: { ...choice.label } })),
      ...(kind === "number" && meanAndStd(values)),
      ...(period !== undefined && { period }),
    })),
  };
}

/** Mean and standard deviation of the known values; 0 and 1 where nothing is known, 1 where all are equal. */
function meanAndStd(values: Float32Array): { mean: number; std: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { mean: 0, std: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

/** How many numbers a tag takes. */
export function encodedTagWidth({ kind, choices, period }: Attribute): number {
  return kind === "category" ? choices.length : period === undefined ? 1 : 2;
}

/** How many numbers all tags take together. */
export function encodedWidth({ tags }: Attributes): number {
  return tags.reduce((width, tag) => width + encodedTagWidth(tag), 0);
}

/**
 * The values of some pictures as numbers: `[count, width]`, see {@link attributesSchema}.
 *
 * @param values - for each tag, in order, the value of every picture; NaN: not known.
 */
export function encodeAttributes(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (encoded, at, tag, value) => encoded.set(encodeTagValue(tag, value), at));
}

/** A known value of a tag as its numbers, see {@link attributesSchema}; {@link decodeTagValue} is the way back. */
export function encodeTagValue({ kind, choices, mean, std, period }: Attribute, value: number): number[] {
  if (kind === "category") return choices.map((_, place) => (place === value ? 1 : 0));
  if (kind === "binary") return [value > 0.5 ? 1 : -1];
  if (period === undefined) return [(value - mean!) / std!];
  const turn = (2 * Math.PI * value) / period;
  return [Math.sin(turn), Math.cos(turn)];
}

/**
 * The value that numbers stand for, wished for or read by a network: yes where it is positive, the largest of the
 * choices, a number; of a number that wraps, that within half a turn of its mean.
 */
export function decodeTagValue({ kind, mean, std, period }: Attribute, numbers: ArrayLike<number>): number {
  if (kind === "category") return Array.from(numbers).indexOf(Math.max(...Array.from(numbers)));
  if (kind === "binary") return numbers[0] > 0 ? 1 : 0;
  if (period === undefined) return numbers[0] * std! + mean!;
  const value = (Math.atan2(numbers[0], numbers[1]) * period) / (2 * Math.PI);
  return value + period * Math.round((mean! - value) / period);
}

/** How far apart two numbers of a tag are: around the circle the shorter way, where it wraps. */
export function periodicDistance({ period }: Pick<Attribute, "period">, a: number, b: number): number {
  const apart = Math.abs(a - b);
  return period === undefined ? apart : Math.abs(apart - period * Math.round(apart / period));
}

/** Which of the numbers of {@link encodeAttributes} are known: `[count, width]`, 1 or 0. */
export function attributeMask(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (mask, at, tag) => mask.fill(1, at, at + encodedTagWidth(tag)));
}

/** Calls `write` for every value that is known, with the place where its numbers begin. */
function fill(
  attributes: Attributes,
  values: readonly ArrayLike<number>[],
  write: (numbers: Float32Array, at: number, tag: Attribute, value: number) => void,
): Float32Array {
  const { tags } = attributes;
  if (values.length !== tags.length)
    throw internalError(`attributes: ${values.length} lists of values, ${tags.length} tags`);
  const [count, width] = [values[0]?.length ?? 0, encodedWidth(attributes)];
  const numbers = new Float32Array(count * width);
  let column = 0;
  tags.forEach((tag, one) => {
    for (let picture = 0; picture < count; picture++) {
      const value = values[one][picture];
      if (Number.isNaN(value)) continue;
      if (tag.kind === "category" && !(Number.isInteger(value) && value >= 0 && value < tag.choices.length))
        throw internalError(`attributes: ${tag.name} has no choice ${value}`);
      write(numbers, picture * width + column, tag, value);
    }
    column += encodedTagWidth(tag);
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
  const width = encodedWidth(attributes);
  let column = 0;
  return attributes.tags.map((tag) => {
    const [start, end] = [column, (column += encodedTagWidth(tag))];
    return new Float32Array(predicted.length / width).map((_, picture) => {
      const row = picture * width;
      return decodeTagValue(tag, Array.prototype.slice.call(predicted, row + start, row + end) as number[]);
    });
  });
}
