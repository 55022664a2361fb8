import {
  candidatesFromRecipe,
  renderCandidates,
  encodePng,
  identifyDesign,
  OmakaseError,
  packText,
  readRecipe,
  readRecipeText,
  recipeText,
  renderRecipe,
  unpackText,
  type Candidate,
  type Rarity,
  type Recipe,
} from "omakase/studio";
import type { AnomalyScoring } from "./anomaly-scoring.ts";
import { drawBatch, type DrawResult, type DrawProgressListener } from "./draw-batch.ts";
import { renderRandomPictures, renderCandidatePictures } from "../render.ts";
import type { DrawRequest } from "./draw-request.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** Pictures restored from a recipe. */
export interface RestoredPictures {
  readonly pictures: readonly RenderedPicture[];
  /** Whether attributes and noise can be edited; otherwise there is only the picture. */
  readonly isEditable: boolean;
}

/** Attributes and latent of a picture before truncation. */
export interface PictureVariant extends Pick<Candidate, "values" | "latent"> {
  /** As in `DrawRequest`. */
  readonly truncation: number;
}

/** Maximum number of restored pictures of a sheet. */
const maxRestored = 20;

/** Creates the service that draws pictures. */
export function createDrawService(runs: RunCache, scoring: AnomalyScoring) {
  return {
    /** Renders the pictures of candidates. */
    candidates: async (id: string, candidates: readonly Candidate[]): Promise<RenderedPicture[]> =>
      await renderCandidatePictures((await runs.load(id)).sampler, candidates),
    /** Redraws one picture with other values, as quickly as possible. */
    async variant(id: string, { values, latent, truncation }: PictureVariant): Promise<RenderedPicture> {
      const { sampler } = await runs.load(id);
      const candidate = identifyDesign({ values, latent: Float32Array.from(latent, (value) => value * truncation) });
      const [{ picture, recipe }] = await renderCandidates(sampler, [candidate], { batch: 1, truncation });
      return { candidate, recipe, pixels: pixelsFromPicture(picture) };
    },
    /** Samples random pictures. */
    randomPictures: async (id: string, seed: number, count: number): Promise<RenderedPicture[]> =>
      await renderRandomPictures(await runs.load(id), seed, count),
    /** Returns the rarity of each candidate; undefined for models without attributes. */
    async rarity(id: string, candidates: readonly Candidate[]): Promise<(Rarity | undefined)[]> {
      const { rarity } = await runs.load(id);
      return candidates.map(({ values }) => rarity(values));
    },
    /** Draws a request. */
    async sample(id: string, order: DrawRequest, onProgress?: DrawProgressListener): Promise<DrawResult> {
      return await drawBatch(
        await (order.anomalyFilter === "anomalous" ? runs.load(id) : runs.loadEarly(id)),
        order,
        scoring,
        onProgress,
      );
    },
    /** Prepares the anomaly filter, so that the next draw need not wait. */
    async prepareAnomalyFilter(id: string): Promise<void> {
      await scoring.scorerOf(await runs.load(id)).fitted;
    },
    /** Encodes a picture as PNG with its recipe. */
    png: ({ pixels, recipe }: Pick<RenderedPicture, "pixels" | "recipe">): Uint8Array =>
      encodePng(pictureFromPixels(pixels), recipeText(recipe)),
    /**
     * Reads the recipe in a file.
     *
     * @throws OmakaseError `recipe` if there is none.
     */
    readRecipe: (bytes: Uint8Array, name: string): Recipe => readRecipe(bytes, name),
    /** Packs a recipe into a word for an address. */
    packRecipe: (recipe: Recipe): Promise<string> => packRecipe(recipe),
    /**
     * Unpacks a recipe from a word.
     *
     * @throws OmakaseError `recipe` if it is invalid.
     */
    unpackRecipe: (word: string): Promise<Recipe> => unpackRecipe(word),
    /** Redraws a recipe of this model. */
    restore: async (id: string, recipe: Recipe, where: string): Promise<RestoredPictures> =>
      await restoreRecipe(await runs.load(id), recipe, where),
  };
}

async function restoreRecipe({ sampler }: LoadedRun, recipe: Recipe, where: string): Promise<RestoredPictures> {
  const candidates = await candidatesFromRecipe(sampler, recipe, where);
  const { truncation } = recipe;
  if (candidates && recipe.sheet) {
    const some = candidates.slice(0, maxRestored);
    return { pictures: await renderCandidatePictures(sampler, some, { truncation }), isEditable: true };
  }
  // as drawn, not as its candidate: a seed
  const { picture, recipe: again } = await renderRecipe(sampler, recipe, where);
  const candidate = candidates?.[0] ?? identifyDesign({ values: [], latent: identifyingNumbers(recipe) });
  return {
    pictures: [{ candidate, recipe: again, pixels: pixelsFromPicture(picture) }],
    isEditable: candidates !== undefined,
  };
}

/** Returns the numbers that identify such a picture. */
function identifyingNumbers({ latent, featureOffsets = [] }: Recipe): number[] {
  return [...("seed" in latent ? [latent.seed, latent.index] : latent), ...featureOffsets];
}

/** Maximum length of a packed recipe; the longest latent has 4,096 numbers. */
const maxLinkLength = 200_000;
/** Maximum length of the unpacked text, characters. */
const maxTextLength = 1_048_576;

async function packRecipe(recipe: Recipe): Promise<string> {
  const { latent } = recipe;
  // nine digits represent a float32 exactly
  const short = Array.isArray(latent) ? latent.map((value) => Number(value.toPrecision(9))) : latent;
  const { omakase: text } = recipeText({ ...recipe, latent: short });
  return await packText(text);
}

async function unpackRecipe(word: string): Promise<Recipe> {
  try {
    return readRecipeText(await inflateText(word), "recipe=");
  } catch (cause) {
    const errorParts = {
      where: "#/draw?recipe=…",
      expected: { ja: "omakase の共有リンク", en: "a link that omakase made" },
      got: { ja: "途中で切れたか、別のもの", en: "one that was cut off, or another" },
      remedy: { ja: "リンクをもう一度、最後までコピーしてください", en: "Copy the whole link once more" },
    };
    throw new OmakaseError("recipe", errorParts, { cause });
  }
}

/** Returns the text of a packed or plain recipe; an empty text for anything else. */
async function inflateText(word: string): Promise<string> {
  if (word.startsWith("{")) return word;
  if (word.length > maxLinkLength || !/^[\w-]+$/.test(word)) return "";
  const text = await unpackText(word, 3 * maxTextLength); // a character has at most three bytes
  return text !== undefined && text.length <= maxTextLength ? text : "";
}
