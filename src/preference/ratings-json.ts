import { z } from "zod";
import { attributesSchema, type Attributes } from "../dataset/index.ts";
import { OmakaseError, type Text } from "../error.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";
import type { RatingRecord } from "./rating-record.ts";
import type { Rating } from "./preference-model.ts";
import { preferenceText } from "../text/index.ts";

const candidateJsonSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** Attributes by name, with the names of choices; unknown ones are left out. */
  attributes: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  latent: z.array(z.number()).max(4096),
});

const ratingSchema = z.strictObject({
  /** Time, ms since 1970. */
  time: z.int().nonnegative(),
  rater: z.string().min(1).max(200),
  candidates: z.array(candidateJsonSchema).min(1).max(100),
  /** Rating of a single candidate. */
  rating: z.union([-2, -1, 0, 1, 2].map((value) => z.literal(value))).optional(),
  /** Index of the best among several candidates. */
  best: z.int().nonnegative().optional(),
  /** Prediction of the rating, from before it was observed. */
  expected: z.strictObject({ mean: z.number(), std: z.number().nonnegative() }).optional(),
});

/** SHA-256 in hexadecimal digits. */
export const modelHashPattern = /^[0-9a-f]{64}$/;

/**
 * Schema of a ratings file: ratings of one model's images, sufficient to learn from them and to render the images
 * again.
 */
export const ratingsSchema = z.strictObject({
  kind: z.literal("ratings"),
  formatVersion: z.literal(1),
  /** SHA-256 of the model's canonical weights: see `modelHash`. */
  modelHash: z.string().regex(modelHashPattern),
  /** Number of noise dimensions, 0–4096. */
  latent: z.int().nonnegative().max(4096),
  attributes: attributesSchema.optional(),
  ratings: z.array(ratingSchema).max(100_000),
});

/** Content of a ratings file. */
export interface RatingsFile {
  readonly modelHash: string;
  readonly space: DesignSpace;
  readonly records: readonly RatingRecord[];
}

/**
 * Formats ratings as JSON; deterministic.
 *
 * @param file - model hash, design space and records.
 * @returns one line of JSON.
 */
export function formatRatingsJson({ modelHash, space, records }: RatingsFile): string {
  const { attributes, latent } = space;
  const data: z.infer<typeof ratingsSchema> = {
    kind: "ratings",
    formatVersion: 1,
    modelHash,
    latent,
    ...(attributes && { attributes }),
    ratings: records.map(({ time, rater, candidates, rating, best, expected }) => ({
      time,
      rater,
      candidates: candidates.map((candidate) => ({
        id: candidate.id,
        ...(attributes && { attributes: namedValues(attributes, candidate.values) }),
        latent: Array.from(candidate.latent),
      })),
      ...(rating !== undefined && { rating }),
      ...(best !== undefined && { best }),
      ...(expected && { expected: { mean: expected.mean, std: expected.std } }),
    })),
  };
  return `${JSON.stringify(ratingsSchema.parse(data))}\n`;
}

/**
 * Parses the output of {@link formatRatingsJson}.
 *
 * @param text - content of the file.
 * @param where - name of the file in errors.
 * @returns model hash, design space and records.
 * @throws OmakaseError `source` for invalid content; it names the rating.
 */
export function parseRatingsJson(text: string, where: string): RatingsFile {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw ratingsFileError(where, preferenceText.ratingsJson.somethingElse);
  }
  const result = ratingsSchema.safeParse(data);
  if (!result.success) {
    const [at, ...inner] = result.error.issues[0].path.map(String);
    const place =
      at === "ratings" && inner[0] !== undefined
        ? `ratings ${Number(inner[0]) + 1} ${inner.slice(1).join(".")}`
        : (at ?? "");
    throw ratingsFileError(
      where,
      preferenceText.ratingsJson.invalidFile({ place: place.trim(), noPlace: place.trim() === "" }),
    );
  }
  const { modelHash, latent, attributes, ratings } = result.data;
  const records = ratings.map(({ time, candidates, rating, ...rest }, at): RatingRecord => {
    const place = `${where}, ratings ${at + 1}`;
    return validateRecord(
      {
        ...rest,
        time,
        candidates: candidates.map(({ id, attributes: attributeNames = {}, latent: numbers }) => ({
          id,
          values: attributes ? valuesOfNamed(attributes, attributeNames, place) : [],
          latent: Float32Array.from(numbers),
        })),
        ...(rating !== undefined && { rating: rating as Rating }),
      },
      latent,
      place,
    );
  });
  return { modelHash, space: { latent, ...(attributes && { attributes }) }, records };
}

/**
 * Validates a record beyond its schema.
 *
 * @throws OmakaseError `source` for contradictory fields or a latent of another length.
 */
export function validateRecord(record: RatingRecord, latent: number, where: string): RatingRecord {
  const { candidates, rating, best } = record;
  if ((rating === undefined) === (best === undefined))
    throw ratingsFileError(where, preferenceText.ratingsJson.ratingOrBest);
  if (rating !== undefined && candidates.length !== 1)
    throw ratingsFileError(where, preferenceText.ratingsJson.oneRating({ count: candidates.length }));
  if (best !== undefined && (candidates.length < 2 || best >= candidates.length))
    throw ratingsFileError(where, preferenceText.ratingsJson.wrongBest({ best: best + 1, count: candidates.length }));
  const mismatched = candidates.find((candidate) => candidate.latent.length !== latent);
  if (mismatched)
    throw ratingsFileError(where, preferenceText.ratingsJson.wrongLatent({ count: mismatched.latent.length }));
  const { time, rater, expected } = record;
  const plain = ratingSchema.safeParse({
    time,
    rater,
    candidates: candidates.map(({ id, latent: numbers }) => ({ id, latent: Array.from(numbers) })), // values beyond float32 are infinite
    rating,
    best,
    expected,
  });
  if (plain.success) return record;
  const place = plain.error.issues[0].path.join(".");
  throw ratingsFileError(where, preferenceText.ratingsJson.wrongPlace({ place }));
}

/** Converts attribute values to names; unknown ones are left out. */
export function namedValues({ tags }: Attributes, values: Candidate["values"]): Record<string, string | number> {
  return Object.fromEntries(
    tags.flatMap(({ name, kind, choices }, at) => {
      const value = values[at];
      return Number.isNaN(value) ? [] : [[name, kind === "number" ? value : choices[value].name]];
    }),
  );
}

/**
 * Converts names to attribute values, the inverse of {@link namedValues}.
 *
 * @throws OmakaseError `source` for an unknown name or choice.
 */
export function valuesOfNamed(
  { tags }: Attributes,
  attributeNames: Readonly<Record<string, string | number>>,
  where: string,
): number[] {
  const foreign = Object.keys(attributeNames).find((name) => !tags.some((tag) => tag.name === name));
  if (foreign !== undefined) throw ratingsFileError(where, preferenceText.ratingsJson.unknownAttribute({ foreign }));
  return tags.map(({ name, kind, choices }) => {
    if (!Object.hasOwn(attributeNames, name)) return Number.NaN;
    const named = attributeNames[name];
    const value = typeof named === "number" ? named : choices.findIndex((choice) => choice.name === named);
    if ((kind === "number") !== (typeof named === "number") || (value === -1 && kind !== "number"))
      throw ratingsFileError(where, preferenceText.ratingsJson.wrongValue({ name, named }));
    return value;
  });
}

/** Creates the error for an invalid ratings file. */
export function ratingsFileError(where: string, got: Text): OmakaseError {
  return new OmakaseError("source", { where, ...preferenceText.ratingsJson.ratingsFile({ got }) });
}
