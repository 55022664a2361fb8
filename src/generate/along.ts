import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { LatentForm, PartMove } from "./partly.ts";

/** What was added to latents. */
export interface Moved {
  /** To their random numbers, `[count, random]`. */
  readonly added: Float32Array;
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

/** What a recipe says was added. */
type AlongRecipe = NonNullable<Recipe["along"]>;

/**
 * Moves latents along directions; wishes stay.
 *
 * @param latents - `[count, latent]`; changed in place, but for what moves in parts of the picture only.
 * @returns what was added, rounded to what a recipe keeps of it.
 */
export async function walkAlong(form: LatentForm, latents: Float32Array, along: Along): Promise<AlongRecipe> {
  const { added, partly } = await along.walk(latents);
  const recipe = alongRecipe(along.steps, { added, partly });
  add(form, latents, recipe.added);
  return recipe;
}

/** What a recipe keeps of a walk. */
function alongRecipe(steps: Along["steps"], { added, partly }: Moved): AlongRecipe {
  const parts = partly.map(({ within, added: there, wished }) => ({
    within,
    added: Array.from(there, short),
    ...(wished && { wished: Array.from(wished, short) }),
  }));
  return { steps, added: Array.from(added, short), ...(parts.length > 0 && { partly: parts }) };
}

/** One picture's part of what a recipe says was added to several. */
export function alongOf(
  { added, partly, steps }: AlongRecipe,
  at: number,
  { latent, random }: LatentForm,
): AlongRecipe {
  const own = (all: readonly number[], width = random) => all.slice(at * width, (at + 1) * width);
  return {
    steps,
    added: own(added),
    ...(partly && {
      partly: partly.map((move) => ({
        within: move.within,
        added: own(move.added),
        ...(move.wished && { wished: own(move.wished, latent - random) }),
      })),
    }),
  };
}

/** What a recipe says was added to the pictures of a sheet, of those of its pictures: the way back of {@link alongOf}. */
export function joinAlong([first, ...others]: readonly AlongRecipe[]): AlongRecipe {
  const all = [first, ...others];
  return {
    ...first,
    added: all.flatMap(({ added }) => added),
    ...(first.partly && {
      partly: first.partly.map(({ within, wished }, move) => ({
        within,
        added: all.flatMap(({ partly }) => partly?.[move].added ?? []),
        ...(wished && { wished: all.flatMap(({ partly }) => partly?.[move].wished ?? []) }),
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
export function addAlong(
  form: LatentForm,
  latents: Float32Array,
  { along }: Pick<Recipe, "along">,
  where: string,
): void {
  if (!along) return;
  const { latent, random } = form;
  const check = ({ length }: readonly number[], width: number) => {
    const wanted = (latents.length / latent) * width;
    if (length === wanted) return;
    throw new OmakaseError("recipe", {
      where,
      expected: { ja: `方向に沿って足した ${wanted} 個の数`, en: `${wanted} numbers added along directions` },
      got: { ja: `${length} 個`, en: `${length}` },
      remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
    });
  };
  check(along.added, random);
  for (const { added, wished } of along.partly ?? []) {
    check(added, random);
    if (wished) check(wished, latent - random);
  }
  add(form, latents, along.added);
}

/** What a recipe says moves its latents in parts of the picture. */
export function recipeMoves({ along }: Pick<Recipe, "along">): PartMove[] {
  return (along?.partly ?? []).map(({ within, added, wished }) => ({
    within,
    added: Float32Array.from(added),
    ...(wished && { wished: Float32Array.from(wished) }),
  }));
}

/** Adds moves that hold in a part of the picture to the whole latents: the place that comes nearest. */
export function addMoves(form: LatentForm, latents: Float32Array, moves: readonly PartMove[]): void {
  for (const { added, wished } of moves) {
    add(form, latents, added);
    if (wished) add(form, latents, wished, form.random);
  }
}

/** Adds to the numbers of each latent from one on: to the random ones, which are the first, or to the rest. */
function add({ latent, random }: LatentForm, latents: Float32Array, added: ArrayLike<number>, from = 0): void {
  const width = from === 0 ? random : latent - from;
  for (let at = 0; at < added.length; at++) latents[Math.floor(at / width) * latent + from + (at % width)] += added[at];
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
