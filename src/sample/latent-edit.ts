import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Sampler } from "./sampler.ts";
import type { LocalEdit } from "./local-edit.ts";

/** Offsets that are added to latents. */
export interface LatentOffset {
  /** Offset of the noise, `[count, noiseSize]`. */
  readonly noiseOffset: Float32Array;
  /** Offset of the condition, `[count, latent − noiseSize]`. Default: none. */
  readonly conditionOffset?: Float32Array;
  /** Offsets that hold in a region of the image only. */
  readonly localEdits: readonly LocalEdit[];
}

/** An edit of latents along directions of latent space. */
export interface LatentEdit {
  /** Number of steps along each direction, by its name; written to recipes. */
  readonly steps: Readonly<Record<string, number>>;
  /**
   * Computes the offsets of some latents.
   * @param latents - `[count, latent]`; not modified.
   * @param before - local edits that already apply. Default: none.
   * @returns the offsets of this edit alone.
   */
  offset(latents: Float32Array, before?: readonly LocalEdit[]): LatentOffset | Promise<LatentOffset>;
}

/** Sizes of the two parts of a latent. */
type LatentLayout = Pick<Sampler, "latent" | "noiseSize">;

/** The edit that a recipe records. */
type EditRecipe = NonNullable<Recipe["edit"]>;

/**
 * Moves latents along directions.
 * @param latents - `[count, latent]`; modified in place, except for local edits.
 * @returns the offsets, rounded to 6 significant digits as recipes keep them.
 */
export async function applyLatentEdit(
  form: LatentLayout,
  latents: Float32Array,
  along: LatentEdit,
): Promise<EditRecipe> {
  const recipe = editRecipe(along.steps, await along.offset(latents));
  addLatentOffset(form, latents, recipe);
  return recipe;
}

/** Converts the offsets of an edit to the form of a recipe. */
function editRecipe(
  steps: LatentEdit["steps"],
  { noiseOffset, conditionOffset, localEdits }: LatentOffset,
): EditRecipe {
  const parts = localEdits.map(({ mask, noiseOffset: there }) => ({
    mask,
    noiseOffset: Array.from(there, roundTo6Digits),
  }));
  return {
    steps,
    noiseOffset: Array.from(noiseOffset, roundTo6Digits),
    ...(conditionOffset?.some((value) => value !== 0) && {
      conditionOffset: Array.from(conditionOffset, roundTo6Digits),
    }),
    ...(parts.length > 0 && { localEdits: parts }),
  };
}

/** Returns the edit of one image out of the edit of several. */
export function editRecipeAt(
  { noiseOffset, conditionOffset, localEdits, steps }: EditRecipe,
  at: number,
  { latent, noiseSize }: LatentLayout,
): EditRecipe {
  const rowAt = (all: readonly number[], width = noiseSize) => all.slice(at * width, (at + 1) * width);
  return {
    steps,
    noiseOffset: rowAt(noiseOffset),
    ...(conditionOffset && { conditionOffset: rowAt(conditionOffset, latent - noiseSize) }),
    ...(localEdits && {
      localEdits: localEdits.map((move) => ({ mask: move.mask, noiseOffset: rowAt(move.noiseOffset) })),
    }),
  };
}

/** Joins the edits of single images into the edit of a sheet: the inverse of {@link editRecipeAt}. */
export function joinEditRecipes([first, ...others]: readonly EditRecipe[]): EditRecipe {
  const all = [first, ...others];
  return {
    ...first,
    noiseOffset: all.flatMap(({ noiseOffset }) => noiseOffset),
    ...(first.conditionOffset && { conditionOffset: all.flatMap(({ conditionOffset }) => conditionOffset ?? []) }),
    ...(first.localEdits && {
      localEdits: first.localEdits.map(({ mask }, move) => ({
        mask,
        noiseOffset: all.flatMap(({ localEdits }) => localEdits?.[move].noiseOffset ?? []),
      })),
    }),
  };
}

/**
 * Adds the global offsets of a recipe to latents.
 * @param latents - `[count, latent]`; modified in place.
 * @param where - name of the image in errors.
 * @throws OmakaseError `recipe` when the offsets have another length than the latents need.
 */
export function applyEditRecipe(
  form: LatentLayout,
  latents: Float32Array,
  { edit }: Pick<Recipe, "edit">,
  where: string,
): void {
  if (!edit) return;
  const { latent, noiseSize } = form;
  const rows = latents.length / latent;
  const check = ({ length }: readonly number[], wanted: number) => {
    if (length === wanted) return;
    throw new OmakaseError("recipe", {
      where,
      expected: { ja: `方向に沿って足した ${wanted} 個の数`, en: `${wanted} numbers added along directions` },
      got: { ja: `${length} 個`, en: `${length}` },
      remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
    });
  };
  for (const { noiseOffset } of [edit, ...(edit.localEdits ?? [])]) check(noiseOffset, rows * noiseSize);
  if (edit.conditionOffset) check(edit.conditionOffset, rows * (latent - noiseSize));
  addLatentOffset(form, latents, edit);
}

/**
 * Adds what was moved as a whole to latents.
 *
 * @param latents - `[count, latent]`; changed in place.
 */
export function addLatentOffset(
  form: LatentLayout,
  latents: Float32Array,
  {
    noiseOffset = [],
    conditionOffset = [],
  }: { readonly noiseOffset?: ArrayLike<number>; readonly conditionOffset?: ArrayLike<number> },
): void {
  const { latent, noiseSize } = form;
  const add = (values: ArrayLike<number>, first: number, width: number): void => {
    for (let at = 0; at < values.length; at++)
      latents[Math.floor(at / width) * latent + first + (at % width)] += values[at];
  };
  add(noiseOffset, 0, noiseSize);
  add(conditionOffset, noiseSize, latent - noiseSize);
}

/** Returns the local edits of a recipe. */
export function recipeLocalEdits({ edit }: Pick<Recipe, "edit">): LocalEdit[] {
  return (edit?.localEdits ?? []).map(({ mask, noiseOffset }) => ({
    mask,
    noiseOffset: Float32Array.from(noiseOffset),
  }));
}

/** Adds local edits to whole latents: the nearest global latent of a locally edited image. */
export function addLocalEditsGlobally(form: LatentLayout, latents: Float32Array, moves: readonly LocalEdit[]): void {
  for (const { noiseOffset } of moves) addLatentOffset(form, latents, { noiseOffset });
}

function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
