import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Sampler } from "./sampler.ts";
import type { LocalEdit } from "./local-edit.ts";

/** What was added to latents. */
export interface LatentOffset {
  /** To their random numbers, `[count, noiseSize]`. */
  readonly noiseOffset: Float32Array;
  /** To what they are asked for, `[count, latent − noiseSize]`. Default: nothing. */
  readonly conditionOffset?: Float32Array;
  /** In parts of the picture only. */
  readonly localEdits: readonly LocalEdit[];
}

/** A walk along directions of latent space. */
export interface LatentEdit {
  /** How many steps along the direction of each name, for recipes. */
  readonly steps: Readonly<Record<string, number>>;
  /**
   * What is to be added.
   *
   * @param latents - `[count, latent]`; are left as they are.
   * @param before - what moves them in parts of the picture already. Default: nothing.
   * @returns what is new.
   */
  offset(latents: Float32Array, before?: readonly LocalEdit[]): LatentOffset | Promise<LatentOffset>;
}

/** What latents are made of. */
type LatentLayout = Pick<Sampler, "latent" | "noiseSize">;

/** What a recipe says was added. */
type EditRecipe = NonNullable<Recipe["edit"]>;

/**
 * Moves latents along directions.
 *
 * @param latents - `[count, latent]`; changed in place, but for what moves in parts of the picture only.
 * @returns what was added, rounded to what a recipe keeps of it.
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

/** What a recipe keeps of a walk. */
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

/** One picture's part of what a recipe says was added to several. */
export function editRecipeAt(
  { noiseOffset, conditionOffset, localEdits, steps }: EditRecipe,
  at: number,
  { latent, noiseSize }: LatentLayout,
): EditRecipe {
  const own = (all: readonly number[], width = noiseSize) => all.slice(at * width, (at + 1) * width);
  return {
    steps,
    noiseOffset: own(noiseOffset),
    ...(conditionOffset && { conditionOffset: own(conditionOffset, latent - noiseSize) }),
    ...(localEdits && {
      localEdits: localEdits.map((move) => ({ mask: move.mask, noiseOffset: own(move.noiseOffset) })),
    }),
  };
}

/** What a recipe says was added to the pictures of a sheet, of those of its pictures: the way back of {@link editRecipeAt}. */
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
 * Adds what a recipe says was added to whole latents.
 *
 * @param latents - `[count, latent]`; changed in place.
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when it was added to other latents than these.
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

/** What a recipe says moves its latents in parts of the picture. */
export function recipeLocalEdits({ edit }: Pick<Recipe, "edit">): LocalEdit[] {
  return (edit?.localEdits ?? []).map(({ mask, noiseOffset }) => ({
    mask,
    noiseOffset: Float32Array.from(noiseOffset),
  }));
}

/** Adds moves that hold in a part of the picture to the whole latents: the place that comes nearest. */
export function addLocalEditsGlobally(form: LatentLayout, latents: Float32Array, moves: readonly LocalEdit[]): void {
  for (const { noiseOffset } of moves) addLatentOffset(form, latents, { noiseOffset });
}

function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
