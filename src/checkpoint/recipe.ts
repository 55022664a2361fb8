import { z } from "zod";
import { OmakaseError, type Text } from "../error.ts";
import { readPngText } from "../image/index.ts";
import { familySchema, namedAttributesSchema, latentSourceSchema } from "./family.ts";
import { parseJson } from "./parse-json.ts";
import { checkpointText } from "../text/index.ts";

/** Keyword of the recipe among the texts of a PNG. */
const keyword = "omakase";
/**
 * Maximum length of a recipe, characters. The longest that we write is a sheet of 400 images with the attributes of
 * each.
 */
const maxRecipeLength = 1_048_576;

/** Strength per cell of the image, 0 … 1: 8 × 8 cells, rows from the top. */
export const localMaskSchema = z.array(z.number().min(0).max(1)).length(64).readonly();

/** Fields of every recipe: the model and the device. */
const provenanceShape = {
  formatVersion: z.literal(1),
  /** The version of omakase that drew it. */
  omakase: z.string(),
  /** The SHA-256 of the model's canonical weights: see `modelHash`. */
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  modelKind: z.string().min(1).max(64),
  /** Name of the run, to find the model; the hash decides. */
  run: z.string(),
  /** Training steps of the model. */
  step: z.int().nonnegative().optional(),
  /** Device of the drawing. On others the image differs by at most 2/255. */
  device: z.strictObject({ name: z.string(), version: z.string() }),
  /**
   * Batch size of the drawing, because rounding depends on it. Default 1. At most 256: recipes are untrusted and have
   * to fit a small device.
   */
  batch: z.int().positive().max(256).optional(),
};

/** Data that draws one image again. */
export const recipeSchema = z.strictObject({
  ...provenanceShape,
  /** Source of the latent. */
  latent: latentSourceSchema,
  /** Feature offsets, added to the features of the generator's first layer: see `withFeatureOffsets`. Default: none. */
  featureOffsets: z.array(z.number()).min(1).max(65_536).readonly().optional(),
  /** Attributes of the image, or of each image of the sheet, when the model has attributes. */
  attributes: z.array(namedAttributesSchema).min(1).max(10_000).readonly().optional(),
  /** Truncation factor of the latents. Default 1: none. */
  truncation: z.number().min(0).max(1).optional(),
  /** Ancestors of an offspring. */
  family: familySchema.optional(),
  /** Edit along directions. */
  edit: z
    .strictObject({
      /** Number of steps along each direction, by name. */
      steps: z.record(z.string(), z.number()),
      /** Offset of the noise, `[count, noiseSize]`, row-major, for the image or for those of the sheet. */
      noiseOffset: z.array(z.number()).min(1).max(65_536).readonly(),
      /** Offset of the condition, `[count, latent − noiseSize]`. Default: none. */
      conditionOffset: z.array(z.number()).min(1).max(65_536).readonly().optional(),
      /** Local edits: see `LocalEdit`. Default: none. */
      localEdits: z
        .array(
          z.strictObject({
            mask: localMaskSchema,
            /** Offset of the noise, `[count, noiseSize]`. */
            noiseOffset: z.array(z.number()).min(1).max(65_536).readonly(),
          }),
        )
        .max(64)
        .readonly()
        .optional(),
    })
    .optional(),
  /** A grid of pictures: the first is that of the recipe, the others follow it. Default: one picture. */
  sheet: z
    .strictObject({
      count: z.int().min(1).max(10_000),
      /** Pictures side by side. */
      columns: z.int().min(1).max(10_000),
      /** Integer scale: every pixel became `scale × scale` pixels. */
      scale: z.int().min(1).max(64),
    })
    .optional(),
});

/** See {@link recipeSchema}. */
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

/** Data that translates an image again, besides that image. */
export const translationRecipeSchema = z.strictObject({
  ...provenanceShape,
  /** Input image: its name, and the SHA-256 of its pixels as the model saw them (see `translate`). */
  input: z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Seed of the dropout noise. Default: no noise. */
  seed: z.int().nonnegative().optional(),
});

/** See {@link translationRecipeSchema}. */
export type TranslationRecipe = Readonly<z.infer<typeof translationRecipeSchema>>;

/** Formats a recipe as texts for `encodePng`; equal recipes give equal texts, regardless of key order. */
export function recipeText(recipe: Recipe | TranslationRecipe): Readonly<Record<string, string>> {
  const schema = "input" in recipe ? translationRecipeSchema : recipeSchema;
  return { [keyword]: JSON.stringify(schema.parse(recipe)) };
}

/**
 * Reads the recipe of a PNG.
 * @param bytes - the PNG file.
 * @param where - name of the image in errors.
 * @throws OmakaseError `recipe` when there is none, or it is malformed, too long, from a newer omakase, or that of a
 *   translation, which needs its input.
 */
export function readRecipe(bytes: Uint8Array, where: string): Recipe {
  const text = readPngText(bytes)[keyword] as string | undefined;
  if (text === undefined) throw recipeError(where, checkpointText.recipe.noRecipe, checkpointText.recipe.useDrawnPng);
  return readRecipeText(text, where);
}

/**
 * Parses a recipe text of {@link recipeText}.
 * @param where - source of the text in errors.
 * @throws OmakaseError `recipe` as {@link readRecipe}.
 */
export function readRecipeText(text: string, where: string): Recipe {
  if (text.length > maxRecipeLength) throw recipeError(where, checkpointText.recipe.tooLong({ count: text.length }));
  const data = parseJson(text);
  const version = (data as { formatVersion?: unknown } | null | undefined)?.formatVersion;
  if (typeof version === "number" && version > 1)
    throw recipeError(where, checkpointText.recipe.otherVersion({ version }), checkpointText.recipe.updateOmakase);
  const result = recipeSchema.safeParse(data);
  if (result.success) return result.data;
  const translation = translationRecipeSchema.safeParse(data);
  if (translation.success) throw needsInputError(translation.data, where);
  const place = result.error.issues[0].path.join(".");
  throw recipeError(where, checkpointText.recipe.invalid({ hasPlace: Boolean(place), place }));
}

/**
 * Throws when another model drew a recipe.
 * @param hash - hash of the model in use.
 * @throws OmakaseError `recipe`.
 */
export function requireModel(recipe: Recipe, hash: string, where: string): void {
  if (recipe.modelHash === hash) return;
  const short = (full: string) => full.slice(0, 12);
  throw new OmakaseError("recipe", {
    where,
    ...checkpointText.recipe.otherModel({ hash: short(hash), modelHash: short(recipe.modelHash), run: recipe.run }),
  });
}

function recipeError(where: string, got: Text, remedy?: Text): OmakaseError {
  return new OmakaseError("recipe", {
    where,
    expected: checkpointText.recipe.expectedPng,
    got,
    remedy: remedy ?? checkpointText.recipe.useAsWritten,
  });
}

function needsInputError({ run, input, seed }: TranslationRecipe, where: string): OmakaseError {
  return recipeError(
    where,
    checkpointText.recipe.translation({ name: input.name }),
    checkpointText.recipe.translateAgain({ run, name: input.name, hasSeed: seed !== undefined, seed: seed ?? 0 }),
  );
}
