import type { Picture } from "../image/index.ts";
import { generate, type Sampler } from "../sample/index.ts";

/** Picture that a gacha gives, with what can be liked about it. */
export interface Card {
  readonly picture: Picture;
  /** Attributes by name: a choice, or a number. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Attributes that are no numbers, in words: `hairColor pink`. */
  readonly traits: readonly string[];
}

/** Draws cards with random attributes, as they occur in the training set; equal seeds give equal cards. */
export async function drawCards(sampler: Sampler, count: number, seed: number): Promise<Card[]> {
  const drawn = await generate(sampler, { count, seed });
  return drawn.map(({ picture, recipe }) => {
    const attributes = recipe.attributes?.[0] ?? {};
    const traits = Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === "number" ? [] : [`${name} ${value}`],
    );
    return { picture, attributes, traits };
  });
}
