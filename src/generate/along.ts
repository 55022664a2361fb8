import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Painter } from "./painter.ts";
import type { PartMove } from "./partly.ts";

/** What was added to latents. */
export interface Moved {
  /** To their random numbers, `[count, random]`. */
  readonly added: Float32Array;
  /** To what they are asked for, `[count, latent − random]`. Default: nothing. */
  readonly wished?: Float32Array;
  /** In parts of the picture only. */
  readonly partly: readonly PartMove[];
}

/** A walk along directions of latent space. */
export interface Along {
  /** How many steps along the direction of each name, for recipes. */
  readonly steps: Readonly<Record<string, number>>;
  /**
   * What is to be added.
   *
   * @param latents - `[count, latent]`; are left as they are.
   * @param before - what moves them in parts of the picture already. Default: nothing.
   * @returns what is new.
   */
  walk(latents: Float32Array, before?: readonly PartMove[]): Moved | Promise<Moved>;
}

/** What latents are made of. */
type Form = Pick<Painter, "latent" | "random">;

/** What a recipe says was added. */
type AlongRecipe = NonNullable<Recipe["along"]>;

/**
 * Moves latents along directions.
 *
 * @param latents - `[count, latent]`; changed in place, but for what moves in parts of the picture only.
 * @returns what was added, rounded to what a recipe keeps of it.
 */
export async function walkAlong(form: Form, latents: Float32Array, along: Along): Promise<AlongRecipe> {
  const recipe = alongRecipe(along.steps, await along.walk(latents));
  addMoved(form, latents, recipe);
  return recipe;
}

/** What a recipe keeps of a walk. */
function alongRecipe(steps: Along["steps"], { added, wished, partly }: Moved): AlongRecipe {
  const parts = partly.map(({ within, added: there }) => ({ within, added: Array.from(there, short) }));
  return {
    steps,
    added: Array.from(added, short),
    ...(wished?.some((value) => value !== 0) && { wished: Array.from(wished, short) }),
    ...(parts.length > 0 && { partly: parts }),
  };
}

/** One picture's part of what a recipe says was added to several. */
export function alongOf(
  { added, wished, partly, steps }: AlongRecipe,
  at: number,
  { latent, random }: Form,
): AlongRecipe {
  const own = (all: readonly number[], width = random) => all.slice(at * width, (at + 1) * width);
  return {
    steps,
    added: own(added),
    ...(wished && { wished: own(wished, latent - random) }),
    ...(partly && { partly: partly.map((move) => ({ within: move.within, added: own(move.added) })) }),
  };
}

/** What a recipe says was added to the pictures of a sheet, of those of its pictures: the way back of {@link alongOf}. */
export function joinAlong([first, ...others]: readonly AlongRecipe[]): AlongRecipe {
  const all = [first, ...others];
  return {
    ...first,
    added: all.flatMap(({ added }) => added),
    ...(first.wished && { wished: all.flatMap(({ wished }) => wished ?? []) }),
    ...(first.partly && {
      partly: first.partly.map(({ within }, move) => ({
        within,
        added: all.flatMap(({ partly }) => partly?.[move].added ?? []),
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
export function addAlong(form: Form, latents: Float32Array, { along }: Pick<Recipe, "along">, where: string): void {
  if (!along) return;
  const { latent, random } = form;
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
  for (const { added } of [along, ...(along.partly ?? [])]) check(added, rows * random);
  if (along.wished) check(along.wished, rows * (latent - random));
  addMoved(form, latents, along);
}

/**
 * Adds what was moved as a whole to latents.
 *
 * @param latents - `[count, latent]`; changed in place.
 */
export function addMoved(
  form: Form,
  latents: Float32Array,
  { added = [], wished = [] }: { readonly added?: ArrayLike<number>; readonly wished?: ArrayLike<number> },
): void {
  const { latent, random } = form;
  const add = (values: ArrayLike<number>, first: number, width: number): void => {
    for (let at = 0; at < values.length; at++)
      latents[Math.floor(at / width) * latent + first + (at % width)] += values[at];
  };
  add(added, 0, random);
  add(wished, random, latent - random);
}

/** What a recipe says moves its latents in parts of the picture. */
export function recipeMoves({ along }: Pick<Recipe, "along">): PartMove[] {
  return (along?.partly ?? []).map(({ within, added }) => ({ within, added: Float32Array.from(added) }));
}

/** Adds moves that hold in a part of the picture to the whole latents: the place that comes nearest. */
export function addMoves(form: Form, latents: Float32Array, moves: readonly PartMove[]): void {
  for (const { added } of moves) addMoved(form, latents, { added });
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
