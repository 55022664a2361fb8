import {
  cardsOfRecipe,
  drawCards,
  encodePng,
  nameCard,
  OmakaseError,
  readRecipe,
  readRecipeText,
  recipeText,
  redraw,
  type Card,
  type Rarity,
  type Recipe,
} from "omakase";
import { breakage } from "./breakage.ts";
import { deal, type Deal, type DealListener } from "./deal.ts";
import { lots, shownCards } from "./drawn.ts";
import type { Order } from "./order.ts";
import type { ReadyRun, Runs } from "./runs.ts";
import { pictureOf, pixelsOf, type Shown } from "./shown.ts";

/** What a recipe draws. */
export interface Restored {
  readonly pictures: readonly Shown[];
  /** Whether they can be drawn otherwise, with other attributes or random numbers; else there is only the picture. */
  readonly isCard: boolean;
}

/** What a picture is made of, before it is made more ordinary. */
export interface Variant extends Pick<Card, "values" | "latent"> {
  /** As in `Order`. */
  readonly truncation: number;
}

/** Of a sheet no more pictures than these come back. */
const mostRestored = 20;

/** Draws pictures. */
export function drawing(runs: Runs) {
  const broken = breakage(runs);
  return {
    /** The pictures of some cards. */
    cards: async (id: string, cards: readonly Card[]): Promise<Shown[]> =>
      await shownCards((await runs.ready(id)).artist, cards),
    /** One picture drawn otherwise, as quickly as can be. */
    async variant(id: string, { values, latent, truncation }: Variant): Promise<Shown> {
      const { artist } = await runs.ready(id);
      const card = nameCard({ values, latent: Float32Array.from(latent, (value) => value * truncation) });
      const [{ picture, recipe }] = await drawCards(artist, [card], { batch: 1 });
      return { card, recipe: truncation === 1 ? recipe : { ...recipe, truncation }, pixels: pixelsOf(picture) };
    },
    /** Pictures by lot. */
    lots: async (id: string, seed: number, count: number): Promise<Shown[]> =>
      await lots(await runs.ready(id), seed, count),
    /** How rare each is; undefined of models without attributes. */
    async rarity(id: string, cards: readonly Card[]): Promise<(Rarity | undefined)[]> {
      const { rarity } = await runs.ready(id);
      return cards.map(({ values }) => rarity(values));
    },
    /** Draws an order. */
    async deal(id: string, order: Order, onProgress?: DealListener): Promise<Deal> {
      return await deal(await runs.ready(id), order, broken, onProgress);
    },
    /** Gets ready to tell broken pictures from whole ones, so that the next draw need not wait. */
    async prepareSieve(id: string): Promise<void> {
      await broken.judge(await runs.ready(id));
    },
    /** A picture as a PNG with its recipe inside. */
    png: ({ pixels, recipe }: Pick<Shown, "pixels" | "recipe">): Uint8Array =>
      encodePng(pictureOf(pixels), recipeText(recipe)),
    /** The recipe in a file. @throws OmakaseError `recipe` when there is none. */
    recipeIn: (bytes: Uint8Array, name: string): Recipe => readRecipe(bytes, name),
    /** A recipe as a word for an address. */
    pack: (recipe: Recipe): Promise<string> => pack(recipe),
    /** The way back. @throws OmakaseError `recipe` when it is none. */
    unpack: (word: string): Promise<Recipe> => unpack(word),
    /** Draws a recipe of this model again. */
    restore: async (id: string, recipe: Recipe, where: string): Promise<Restored> =>
      await restore(await runs.ready(id), recipe, where),
  };
}

async function restore({ artist }: ReadyRun, recipe: Recipe, where: string): Promise<Restored> {
  const cards = await cardsOfRecipe(artist, recipe, where);
  const { truncation } = recipe;
  if (cards && recipe.sheet) {
    const shown = await shownCards(artist, cards.slice(0, mostRestored));
    const told = truncation === undefined ? {} : { truncation };
    return { pictures: shown.map((one) => ({ ...one, recipe: { ...one.recipe, ...told } })), isCard: true };
  }
  // as it was drawn, not as its card is: a seed, or details
  const { picture, recipe: again } = await redraw(artist, recipe, where);
  const card = cards?.[0] ?? nameCard({ values: [], latent: numbersOf(recipe) });
  return { pictures: [{ card, recipe: again, pixels: pixelsOf(picture) }], isCard: cards !== undefined };
}

/** What tells such a picture from others. */
function numbersOf({ latent, detail = [] }: Recipe): number[] {
  return [...("seed" in latent ? [latent.seed, latent.index] : latent), ...detail];
}

/** Longer words are no links of ours: the longest latent is 4,096 numbers. */
const longestWord = 200_000;
/** Unpacked letters. */
const longestText = 1_048_576;

async function pack(recipe: Recipe): Promise<string> {
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

async function unpack(word: string): Promise<Recipe> {
  try {
    return readRecipeText(await textOf(word), "recipe=");
  } catch (cause) {
    const complaint = {
      where: "#/draw?recipe=…",
      expected: { ja: "omakase の共有リンク", en: "a link that omakase made" },
      got: { ja: "途中で切れたか、別のもの", en: "one that was cut off, or another" },
      remedy: { ja: "リンクをもう一度、最後までコピーしてください", en: "Copy the whole link once more" },
    };
    throw new OmakaseError("recipe", complaint, { cause });
  }
}

/** The text of a word, or of a recipe as it is; nothing of what is neither. */
async function textOf(word: string): Promise<string> {
  if (word.startsWith("{")) return word;
  if (word.length > longestWord || !/^[\w-]+$/.test(word)) return "";
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
      if (text.length > longestText) {
        await reader.cancel();
        return "";
      }
    }
  } catch {
    return ""; // cut off on its way, or never a recipe
  }
}
