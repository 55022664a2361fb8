import {
  candidatesFromRecipe,
  renderCandidates,
  encodePng,
  identifyDesign,
  OmakaseError,
  readRecipe,
  readRecipeText,
  recipeText,
  renderRecipe,
  type Candidate,
  type Rarity,
  type Recipe,
} from "omakase";
import { createAnomalyScoring } from "./anomaly-scoring.ts";
import { drawBatch, type DrawResult, type DrawProgressListener } from "./draw-batch.ts";
import { renderRandomPictures, renderCandidatePictures } from "../render.ts";
import type { DrawRequest } from "./draw-request.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** What a recipe draws. */
export interface RestoredPictures {
  readonly pictures: readonly RenderedPicture[];
  /** Whether they can be drawn otherwise, with other attributes or random numbers; else there is only the picture. */
  readonly isEditable: boolean;
}

/** What a picture is made of, before it is made more ordinary. */
export interface PictureVariant extends Pick<Candidate, "values" | "latent"> {
  /** As in `DrawRequest`. */
  readonly truncation: number;
}

/** Of a sheet no more pictures than these come back. */
const maxRestored = 20;

/** Draws pictures. */
export function createDrawService(runs: RunCache) {
  const scoring = createAnomalyScoring(runs);
  return {
    /** The pictures of some cards. */
    candidates: async (id: string, candidates: readonly Candidate[]): Promise<RenderedPicture[]> =>
      await renderCandidatePictures((await runs.load(id)).sampler, candidates),
    /** One picture drawn otherwise, as quickly as can be. */
    async variant(id: string, { values, latent, truncation }: PictureVariant): Promise<RenderedPicture> {
      const { sampler } = await runs.load(id);
      const candidate = identifyDesign({ values, latent: Float32Array.from(latent, (value) => value * truncation) });
      const [{ picture, recipe }] = await renderCandidates(sampler, [candidate], { batch: 1 });
      return {
        candidate,
        recipe: truncation === 1 ? recipe : { ...recipe, truncation },
        pixels: pixelsFromPicture(picture),
      };
    },
    /** Pictures by lot. */
    randomPictures: async (id: string, seed: number, count: number): Promise<RenderedPicture[]> =>
      await renderRandomPictures(await runs.load(id), seed, count),
    /** How rare each is; undefined of models without attributes. */
    async rarity(id: string, candidates: readonly Candidate[]): Promise<(Rarity | undefined)[]> {
      const { rarity } = await runs.load(id);
      return candidates.map(({ values }) => rarity(values));
    },
    /** Draws an order. */
    async sample(id: string, order: DrawRequest, onProgress?: DrawProgressListener): Promise<DrawResult> {
      return await drawBatch(await runs.load(id), order, scoring, onProgress);
    },
    /** Gets ready to tell broken pictures from whole ones, so that the next draw need not wait. */
    async prepareAnomalyFilter(id: string): Promise<void> {
      await scoring.scorerOf(await runs.load(id));
    },
    /** A picture as a PNG with its recipe inside. */
    png: ({ pixels, recipe }: Pick<RenderedPicture, "pixels" | "recipe">): Uint8Array =>
      encodePng(pictureFromPixels(pixels), recipeText(recipe)),
    /** The recipe in a file. @throws OmakaseError `recipe` when there is none. */
    readRecipe: (bytes: Uint8Array, name: string): Recipe => readRecipe(bytes, name),
    /** A recipe as a word for an address. */
    packRecipe: (recipe: Recipe): Promise<string> => packRecipe(recipe),
    /** The way back. @throws OmakaseError `recipe` when it is none. */
    unpackRecipe: (word: string): Promise<Recipe> => unpackRecipe(word),
    /** Draws a recipe of this model again. */
    restore: async (id: string, recipe: Recipe, where: string): Promise<RestoredPictures> =>
      await restoreRecipe(await runs.load(id), recipe, where),
  };
}

async function restoreRecipe({ sampler }: LoadedRun, recipe: Recipe, where: string): Promise<RestoredPictures> {
  const candidates = await candidatesFromRecipe(sampler, recipe, where);
  const { truncation } = recipe;
  if (candidates && recipe.sheet) {
    const shown = await renderCandidatePictures(sampler, candidates.slice(0, maxRestored));
    const told = truncation === undefined ? {} : { truncation };
    return { pictures: shown.map((one) => ({ ...one, recipe: { ...one.recipe, ...told } })), isEditable: true };
  }
  // as it was drawn, not as its card is: a seed, or details
  const { picture, recipe: again } = await renderRecipe(sampler, recipe, where);
  const candidate = candidates?.[0] ?? identifyDesign({ values: [], latent: identifyingNumbers(recipe) });
  return {
    pictures: [{ candidate, recipe: again, pixels: pixelsFromPicture(picture) }],
    isEditable: candidates !== undefined,
  };
}

/** What tells such a picture from others. */
function identifyingNumbers({ latent, featureOffsets = [] }: Recipe): number[] {
  return [...("seed" in latent ? [latent.seed, latent.index] : latent), ...featureOffsets];
}

/** Longer words are no links of ours: the longest latent is 4,096 numbers. */
const maxLinkLength = 200_000;
/** Unpacked letters. */
const maxTextLength = 1_048_576;

async function packRecipe(recipe: Recipe): Promise<string> {
  const { latent } = recipe;
  // nine digits say all of a float32
  const short = Array.isArray(latent) ? latent.map((value) => Number(value.toPrecision(9))) : latent;
  const { omakase: text } = recipeText({ ...recipe, latent: short });
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
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

/** The text of a word, or of a recipe as it is; nothing of what is neither. */
async function inflateText(word: string): Promise<string> {
  if (word.startsWith("{")) return word;
  if (word.length > maxLinkLength || !/^[\w-]+$/.test(word)) return "";
  try {
    const letters = atob(word.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > maxTextLength) {
        await reader.cancel();
        return "";
      }
    }
  } catch {
    return ""; // cut off on its way, or never a recipe
  }
}
