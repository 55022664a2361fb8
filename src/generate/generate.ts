import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { alongOf, recipeMoves, walkAlong, type Along } from "./along.ts";
import { drawLatents, type DrawOptions } from "./draw-latents.ts";
import type { OtherWishes } from "./draw-wishes.ts";
import { nameWishes } from "./named-wishes.ts";
import type { Painter } from "./painter.ts";
import { signature } from "./signature.ts";
import { wishValues } from "./wish-values.ts";
import type { Wishes } from "./wishes.ts";

/** A picture that a model drew, and how to draw it again. */
export interface Drawing {
  readonly picture: Picture;
  readonly recipe: Recipe;
}

/** See {@link generate}. */
export interface GenerateOptions extends Pick<DrawOptions, "onProgress" | "signal"> {
  /** How many pictures, ≥ 1. Default 1. */
  readonly count?: number;
  /** Decides what they show, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** The number of the first of them among those of the seed. Default 0. */
  readonly first?: number;
  /** Towards the most ordinary picture, 0 … 1: see `Painter.latents`. Default 1: not at all. */
  readonly truncation?: number;
  /** Of a model with attributes: what the pictures are to show, such as `{ glasses: true, yaw: 30 }`. Default: nothing. */
  readonly attributes?: Wishes;
  /** Where that comes from which nobody wishes for. Default `own`. */
  readonly others?: OtherWishes;
  /** Moves them along directions. Default: not at all. */
  readonly along?: Along;
}

/**
 * Draws new pictures. Picture `i` of a seed has the same bytes whatever else is drawn with it, on the same device and
 * version; on other devices it differs by at most 2/255.
 *
 * @throws OmakaseError `option` when an option is out of range, or when the model knows nothing of a wish.
 */
export async function generate(artist: Painter, options: GenerateOptions = {}): Promise<Drawing[]> {
  const { count = 1, seed = 1, first = 0, truncation = 1 } = options;
  require("count", Number.isInteger(count) && count >= 1, count, {
    ja: "1 以上の整数",
    en: "a whole number from 1 on",
  });
  require("truncation", truncation >= 0 && truncation <= 1, truncation, {
    ja: "0 以上 1 以下の数",
    en: "a number from 0 to 1",
  });
  const wishes = wishValues(artist, seed, count, options);
  const latents = artist.latents(seed, count, { first, truncation, wishes });
  const along = options.along && (await walkAlong(artist, latents, options.along));
  const { onProgress, signal } = options;
  const pictures = await drawLatents(artist, latents, { onProgress, signal, moves: recipeMoves({ along }) });
  const signed = await signature(artist.trained);
  const named = artist.attributes && wishes && nameWishes(artist.attributes, wishes);
  return pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...signed,
      latent: { seed, index: first + at },
      ...(named && { attributes: [named[at]] }),
      ...(truncation !== 1 && { truncation }),
      ...(along && { along: alongOf(along, at, artist) }),
    },
  }));
}

function require(where: string, right: boolean, value: number, expected: { ja: string; en: string }): void {
  if (right) return;
  throw new OmakaseError("option", {
    where,
    expected,
    got: { ja: String(value), en: String(value) },
    remedy: { ja: "値を直してください", en: "Change the value" },
  });
}
