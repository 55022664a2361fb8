import type { Recipe } from "../checkpoint/index.ts";
import { OmakaseError } from "../error.ts";
import type { Painter } from "./painter.ts";

/** A walk along directions of latent space. */
export interface Along {
  /** How many steps along the direction of each name, for recipes. */
  readonly steps: Readonly<Record<string, number>>;
  /**
   * What is to be added.
   *
   * @param latents - `[count, latent]`; are left as they are.
   * @returns what is to be added to their random numbers, `[count, random]`.
   */
  offsets(latents: Float32Array): Float32Array | Promise<Float32Array>;
}

/** What latents are made of. */
type Form = Pick<Painter, "latent" | "random">;

/**
 * Moves latents along directions; wishes stay.
 *
 * @param latents - `[count, latent]`; changed in place.
 * @returns what was added, `[count, random]`, rounded to what a recipe keeps of it.
 */
export async function walkAlong(form: Form, latents: Float32Array, along: Along): Promise<number[]> {
  const added = Array.from(await along.offsets(latents), (value) => Number(value.toPrecision(6)));
  add(form, latents, added);
  return added;
}

/**
 * Adds what a recipe says was added.
 *
 * @param latents - `[count, latent]`; changed in place.
 * @param where - how an error calls the picture that the recipe came with.
 * @throws OmakaseError `recipe` when it was added to other latents than these.
 */
export function addAlong(form: Form, latents: Float32Array, { along }: Pick<Recipe, "along">, where: string): void {
  if (!along) return;
  const wanted = (latents.length / form.latent) * form.random;
  if (along.added.length !== wanted)
    throw new OmakaseError("recipe", {
      where,
      expected: { ja: `方向に沿って足した ${wanted} 個の数`, en: `${wanted} numbers added along directions` },
      got: { ja: `${along.added.length} 個`, en: `${along.added.length}` },
      remedy: { ja: "omakase が描いたままの画像を使ってください", en: "Use the picture as omakase wrote it" },
    });
  add(form, latents, along.added);
}

function add({ latent, random }: Form, latents: Float32Array, added: readonly number[]): void {
  added.forEach((value, at) => (latents[Math.floor(at / random) * latent + (at % random)] += value));
}
