import type { Attribute } from "../dataset/index.ts";
import type { Text } from "../error.ts";
import { drawLatents } from "./draw-latents.ts";
import type { Drawing, GenerateOptions } from "./generate.ts";
import { nameWishes } from "./named-wishes.ts";
import type { Painter } from "./painter.ts";
import { signature } from "./signature.ts";
import { knowsNone, wishValues } from "./wish-values.ts";
import { findAttribute, rangeOf } from "./wishes.ts";

/** See {@link sweep}. */
export interface SweepOptions extends Pick<
  GenerateOptions,
  "seed" | "first" | "truncation" | "attributes" | "others" | "onProgress" | "signal"
> {
  /** Of a number: where it begins, where it ends, how many pictures (≥ 2). Default: all that was learned, in 9. */
  readonly steps?: { readonly from: number; readonly to: number; readonly count: number };
}

/** One picture of a sweep. */
export interface SweepStep extends Drawing {
  /** The choice or the number. */
  readonly label: Text;
}

/**
 * One picture again and again, with one attribute changed: all choices of it, or steps of a number.
 *
 * @throws OmakaseError `option` when the model has no attributes, or none of that name.
 */
export async function sweep(artist: Painter, name: string, options: SweepOptions = {}): Promise<SweepStep[]> {
  const { seed = 1, first = 0, truncation = 1 } = options;
  const { attributes, trained } = artist;
  const wanted = wishValues(artist, seed, 1, options);
  if (!attributes || !wanted) throw knowsNone(trained.run ?? trained.model.kind);
  const changing = findAttribute(attributes, name);
  const at = attributes.tags.indexOf(changing);
  const values =
    changing.kind === "number" ? stepsOf(trained.examples?.[at], options) : changing.choices.map((_, i) => i);
  const wishes = values.map((value) => wanted.map((own, tag) => (tag === at ? Float32Array.of(value) : own)));
  const latents = new Float32Array(values.length * artist.latent);
  wishes.forEach((wish, i) =>
    latents.set(artist.latents(seed, 1, { first, truncation, wishes: wish }), i * artist.latent),
  );
  const pictures = await drawLatents(artist, latents, options);
  const signed = await signature(trained);
  return pictures.map((picture, i) => ({
    picture,
    label: labelOf(changing, values[i]),
    recipe: {
      ...signed,
      latent: { seed, index: first },
      attributes: nameWishes(attributes, wishes[i]),
      ...(truncation !== 1 && { truncation }),
    },
  }));
}

function stepsOf(examples: Float32Array | undefined, { steps }: SweepOptions): number[] {
  const [low, high] = (examples && rangeOf(examples)) ?? [0, 1];
  const { from, to, count } = steps ?? { from: low, to: high, count: 9 };
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

function labelOf({ kind, choices }: Attribute, value: number): Text {
  if (kind !== "number") return choices[value].label;
  const text = String(Number(value.toPrecision(3)));
  return { ja: text, en: text };
}
