import { z } from "zod";
import { internalError } from "../error.ts";
import { textSchema } from "../text/index.ts";
import type { TagColumn } from "./tag.ts";

/**
 * Schema of a model's attributes and their encoding, stored with a run. In the order of `tags`, a `binary` tag takes
 * one number (−1: no, +1: yes), a `category` one per choice (one-hot), a `number` one (its standard score) or, if
 * periodic, the sine and the cosine of its phase. Unknown values are 0 everywhere.
 */
export const attributesSchema = z.strictObject({
  tags: z.array(
    z.strictObject({
      /** Name in `tags.csv` and on the command line; unique. */
      name: z.string(),
      /** Name for people. */
      label: textSchema,
      kind: z.enum(["binary", "category", "number"]),
      /** Meaning of the values 0, 1, …; empty for `number`. */
      choices: z.array(z.strictObject({ name: z.string(), label: textSchema })),
      /** Mean of the known values. `number` only. */
      mean: z.number().optional(),
      /** Standard deviation of the known values, above 0. `number` only. */
      std: z.number().positive().optional(),
      /** Period of a `number`. Default: not periodic. */
      period: z.number().positive().optional(),
    }),
  ),
});

/** Attributes of a model; see {@link attributesSchema}. */
export type Attributes = z.infer<typeof attributesSchema>;

/** One tag of {@link Attributes}. */
export type Attribute = Attributes["tags"][number];

/** Builds attributes from the tags of a data set, with the mean and standard deviation of each number. */
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

/** Computes mean and standard deviation of the known values; 0 and 1 if none is known, deviation 1 if all are equal. */
function meanAndStd(values: Float32Array): { mean: number; std: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { mean: 0, std: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { mean, std: Math.sqrt(variance) || 1 };
}

/** Returns the encoded width of a tag. */
export function encodedTagWidth({ kind, choices, period }: Attribute): number {
  return kind === "category" ? choices.length : period === undefined ? 1 : 2;
}

/** Returns the encoded width of all tags. */
export function encodedWidth({ tags }: Attributes): number {
  return tags.reduce((width, tag) => width + encodedTagWidth(tag), 0);
}

/**
 * Encodes attribute values as numbers: `[count, width]`, see {@link attributesSchema}.
 *
 * @param values - for each tag, in order, the value of every picture; NaN: unknown.
 * @returns `[count, encodedWidth]`, row-major.
 */
export function encodeAttributes(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (encoded, at, tag, value) => encoded.set(encodeTagValue(tag, value), at));
}

/** Encodes a known value of a tag, see {@link attributesSchema}; {@link decodeTagValue} is the inverse. */
export function encodeTagValue({ kind, choices, mean, std, period }: Attribute, value: number): number[] {
  if (kind === "category") return choices.map((_, place) => (place === value ? 1 : 0));
  if (kind === "binary") return [value > 0.5 ? 1 : -1];
  if (period === undefined) return [(value - mean!) / std!];
  const turn = (2 * Math.PI * value) / period;
  return [Math.sin(turn), Math.cos(turn)];
}

/**
 * Decodes numbers, given or predicted by a network, to the value of a tag: 1 if positive for `binary`, the index of the
 * maximum for `category`, a number otherwise; a periodic number lies within half a period of its mean.
 */
export function decodeTagValue({ kind, mean, std, period }: Attribute, numbers: ArrayLike<number>): number {
  if (kind === "category") return Array.from(numbers).indexOf(Math.max(...Array.from(numbers)));
  if (kind === "binary") return numbers[0] > 0 ? 1 : 0;
  if (period === undefined) return numbers[0] * std! + mean!;
  const value = (Math.atan2(numbers[0], numbers[1]) * period) / (2 * Math.PI);
  return value + period * Math.round((mean! - value) / period);
}

/** Computes the distance of two values of a tag; along the shorter arc if it is periodic. */
export function periodicDistance({ period }: Pick<Attribute, "period">, a: number, b: number): number {
  const apart = Math.abs(a - b);
  return period === undefined ? apart : Math.abs(apart - period * Math.round(apart / period));
}

/** Computes the mask of {@link encodeAttributes}: `[count, width]`, 1 where known, else 0. */
export function attributeMask(attributes: Attributes, values: readonly ArrayLike<number>[]): Float32Array {
  return fill(attributes, values, (mask, at, tag) => mask.fill(1, at, at + encodedTagWidth(tag)));
}

/** Calls `write` for every known value, with the offset of its numbers. */
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
 * Decodes the predictions of a network: for each tag the value of every picture.
 *
 * @param predicted - `[count, width]`: the logit of yes for a binary tag, the logit of each choice for a category, and
 *   for a number its standard score, or sine and cosine.
 * @returns one `[count]` array per tag.
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
