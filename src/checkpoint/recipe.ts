import { z } from "zod";
import { OmakaseError, type Text } from "../error.ts";
import { readPngText } from "../image/index.ts";
import { familySchema, namedAttributesSchema, latentSourceSchema } from "./family.ts";
import { parseJson } from "./parse-json.ts";

/** The keyword that a recipe has among the texts of a PNG. */
const keyword = "omakase";
/** Letters. The longest honest recipe is a sheet of 400 pictures with the attributes of each. */
const maxRecipeLength = 1_048_576;

/** How much of something holds where on a picture, 0 … 1: 8 × 8 parts, rows from the top. */
export const localMaskSchema = z.array(z.number().min(0).max(1)).length(64).readonly();

/** What every recipe says of the model and of where it drew. */
const provenanceShape = {
  formatVersion: z.literal(1),
  /** The version of omakase that drew it. */
  omakase: z.string(),
  /** The SHA-256 of the model's canonical weights: see `modelHash`. */
  modelHash: z.string().regex(/^[0-9a-f]{64}$/),
  modelKind: z.string().min(1).max(64),
  /** The name of the run, to find the model by; its hash decides. */
  run: z.string(),
  /** Steps that the model had learned. */
  step: z.int().nonnegative().optional(),
  /** Where it was drawn. Elsewhere the picture differs by at most 2/255. */
  device: z.strictObject({ name: z.string(), version: z.string() }),
  /**
   * How many pictures the device drew at a time, as it rounds differently in other company. Default 1. No more than fit
   * a small device: a recipe can come from anybody.
   */
  batch: z.int().positive().max(256).optional(),
};

/** Everything that is needed to draw one picture again. */
export const recipeSchema = z.strictObject({
  ...provenanceShape,
  /** Where the picture is in latent space. */
  latent: latentSourceSchema,
  /**
   * What is added to the features of the generator's first layer, beyond what its latent makes of them: see `detailed`.
   * Default: nothing.
   */
  featureOffsets: z.array(z.number()).min(1).max(65_536).readonly().optional(),
  /** What each picture is to show (one, or those of the sheet), where the model has attributes. */
  attributes: z.array(namedAttributesSchema).min(1).max(10_000).readonly().optional(),
  /** How near to the most ordinary picture: latents were multiplied by it. 1, the default, leaves them alone. */
  truncation: z.number().min(0).max(1).optional(),
  /** Of a child: its parents, and theirs. */
  family: familySchema.optional(),
  /** What was added to the random numbers of each latent, where the picture was moved along directions. */
  edit: z
    .strictObject({
      /** How many steps along the direction of each name. */
      steps: z.record(z.string(), z.number()),
      /** `[count, random]`, row-major, for the picture or for those of the sheet. */
      noiseOffset: z.array(z.number()).min(1).max(65_536).readonly(),
      /** What was added to what each is asked for, `[count, latent − random]`. Default: nothing. */
      conditionOffset: z.array(z.number()).min(1).max(65_536).readonly().optional(),
      /** What moved them in parts of the picture only: see `localEdits`. Default: nothing. */
      localEdits: z
        .array(
          z.strictObject({
            mask: localMaskSchema,
            /** `[count, random]`. */
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
      /** Every pixel became `scale × scale` pixels. */
      scale: z.int().min(1).max(64),
    })
    .optional(),
});

/** See {@link recipeSchema}. */
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

/** What is needed to translate a picture again, besides that picture. */
export const translationRecipeSchema = z.strictObject({
  ...provenanceShape,
  /** The picture that went in: its name, and the SHA-256 of its bytes as the model saw it (see `translate`). */
  input: z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** The seed of the noise. Default: it was translated without noise. */
  seed: z.int().nonnegative().optional(),
});

/** See {@link translationRecipeSchema}. */
export type TranslationRecipe = Readonly<z.infer<typeof translationRecipeSchema>>;

/** A recipe as texts for `encodePng`; the same recipe gives the same text, in whatever order it was put together. */
export function recipeText(recipe: Recipe | TranslationRecipe): Readonly<Record<string, string>> {
  const schema = "input" in recipe ? translationRecipeSchema : recipeSchema;
  return { [keyword]: JSON.stringify(schema.parse(recipe)) };
}

/**
 * The recipe inside a PNG.
 *
 * @param where - how an error calls the picture.
 * @throws OmakaseError `recipe` when there is none, or it is malformed, too long, or from a newer omakase, or that of a
 *   translation, which cannot be made again without its input.
 */
export function readRecipe(bytes: Uint8Array, where: string): Recipe {
  const text = readPngText(bytes)[keyword] as string | undefined;
  if (text === undefined)
    throw recipeError(
      where,
      { ja: "レシピの入っていない画像", en: "a picture without a recipe" },
      {
        ja: "omakase が描いた PNG を、編集や変換をせずに使ってください",
        en: "Use a PNG that omakase drew, as it was written (editors and chats remove recipes)",
      },
    );
  return readRecipeText(text, where);
}

/**
 * A recipe as {@link recipeText} wrote it, wherever it came from: a picture, an address.
 *
 * @param where - how an error calls the place.
 * @throws OmakaseError `recipe` as {@link readRecipe}.
 */
export function readRecipeText(text: string, where: string): Recipe {
  if (text.length > maxRecipeLength)
    throw recipeError(where, { ja: `${text.length} 文字のレシピ`, en: `a recipe of ${text.length} letters` });
  const data = parseJson(text);
  const version = (data as { formatVersion?: unknown } | null | undefined)?.formatVersion;
  if (typeof version === "number" && version > 1)
    throw recipeError(
      where,
      { ja: `形式バージョン ${version} のレシピ`, en: `a recipe of format ${version}` },
      { ja: "omakase を新しくしてください", en: "Update omakase" },
    );
  const result = recipeSchema.safeParse(data);
  if (result.success) return result.data;
  const translation = translationRecipeSchema.safeParse(data);
  if (translation.success) throw needsInputError(translation.data, where);
  const place = result.error.issues[0].path.join(".");
  throw recipeError(where, {
    ja: place ? `${place} のおかしいレシピ` : "読めないレシピ",
    en: place ? `a recipe with a wrong ${place}` : "a recipe that cannot be read",
  });
}

/**
 * Refuses a recipe that another model drew.
 *
 * @param hash - of the model at hand.
 * @throws OmakaseError `recipe`.
 */
export function requireModel(recipe: Recipe, hash: string, where: string): void {
  if (recipe.modelHash === hash) return;
  const short = (full: string) => full.slice(0, 12);
  throw new OmakaseError("recipe", {
    where,
    expected: { ja: `モデル ${short(hash)} のレシピ`, en: `a recipe for the model ${short(hash)}` },
    got: {
      ja: `モデル ${short(recipe.modelHash)}（実行「${recipe.run}」）のレシピ`,
      en: `one for ${short(recipe.modelHash)} (run "${recipe.run}")`,
    },
    remedy: {
      ja: "そのモデルの実行フォルダを指定してください（学習を続けたあとは別のモデルになります）",
      en: "Give the run of that model (training on makes it another model)",
    },
  });
}

function recipeError(where: string, got: Text, remedy?: Text): OmakaseError {
  return new OmakaseError("recipe", {
    where,
    expected: { ja: "omakase のレシピが入った PNG", en: "a PNG with a recipe of omakase" },
    got,
    remedy: remedy ?? { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
  });
}

function needsInputError({ run, input, seed }: TranslationRecipe, where: string): OmakaseError {
  const noise = seed === undefined ? "" : ` --seed ${seed}`;
  return recipeError(
    where,
    { ja: `「${input.name}」を変換した絵`, en: `a translation of "${input.name}"` },
    {
      ja: `もとの絵を用意して、npx omakase translate <${run} のフォルダ> ${input.name}${noise} と入力してください`,
      en: `Translate its input again: npx omakase translate <the folder of ${run}> ${input.name}${noise}`,
    },
  );
}
