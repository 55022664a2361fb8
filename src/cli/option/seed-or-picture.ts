import { readRecipe, type Recipe } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import { cliText } from "../../text/index.ts";

/** Parses a seed: `7` is its first image, `7:12` its image number 12. Undefined: no seed. */
export function parseSeed(text: string): { readonly seed: number; readonly index: number } | undefined {
  const [, seed, index = "0"] = /^(\d{1,15})(?::(\d{1,15}))?$/.exec(text) ?? [];
  return seed === undefined ? undefined : { seed: Number(seed), index: Number(index) };
}

/** Reads the recipe in the bytes of an image; undefined when there is none. */
export function readRecipeIfPresent(bytes: Uint8Array, where: string): Recipe | undefined {
  try {
    return readRecipe(bytes, where);
  } catch (error) {
    if (error instanceof OmakaseError && error.code === "recipe") return undefined;
    throw error;
  }
}

/** Returns the error about a word that is neither a seed nor an image. */
export function seedOrPictureError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.seedOrPicture.seedOrPicture });
}
