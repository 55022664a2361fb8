import { OmakaseError } from "../error.ts";
import {
  drawLatents,
  nameWishes,
  recipeLatents,
  signature,
  type Drawing,
  type DrawOptions,
  type Painter,
} from "../generate/index.ts";
import { random } from "../tensor/index.ts";
import { clearness } from "./clearness.ts";
import { familyOfChild, type Parent } from "./family.ts";
import { genomeOf } from "./gene.ts";
import { express, inherit, type Inheritance, type InheritOptions } from "./inherit.ts";
import { wishesOf } from "./traits.ts";

/** See {@link fuse}. */
export interface FuseOptions extends InheritOptions, Pick<DrawOptions, "onProgress" | "signal"> {
  /**
   * Of a model with attributes: draws every child so many times, with other mixtures of its parents' random numbers, and
   * keeps the picture that shows its traits most clearly, as the model's own discriminator reads them. ≥ 1. Default 1.
   */
  readonly tries?: number;
}

/** A child: drawn, with what it has of whom. Its recipe names its ancestors. */
export interface Child extends Drawing, Inheritance {}

/**
 * Two pictures of a model have children: each has some traits of either, whole groups of attributes or layers of the
 * network at a time (crossover, as in ArtBreeder and, by layer, in the style mixing of Karras et al. 2019). A child can
 * be a parent in turn.
 *
 * @throws OmakaseError `recipe` when a parent is of another model; `option` when both are the same picture.
 */
export async function fuse(
  artist: Painter,
  parents: readonly [Parent, Parent],
  options: FuseOptions = {},
): Promise<Child[]> {
  const [a, b] = await Promise.all(parents.map(({ recipe, name = "" }) => recipeLatents(artist, recipe, name)));
  if (a.length === b.length && a.every((value, at) => value === b[at])) throw same(parents[1].name ?? "");
  const { tries = 1 } = options;
  const all = inherit(artist, [a, b], options).flatMap((child, at) => candidates(artist, [a, b], child, at, options));
  const width = all[0].latent.length;
  const latents = new Float32Array(all.length * width);
  all.forEach(({ latent }, at) => latents.set(latent, at * width));
  const pictures = await drawLatents(artist, latents, { ...options, width });
  const clear =
    tries > 1
      ? await clearness(
          artist,
          pictures,
          all.map(({ latent }) => latent),
        )
      : undefined;
  const chosen = Array.from({ length: all.length / tries }, (_, child) => {
    const own = Array.from({ length: tries }, (_, one) => child * tries + one);
    return clear ? own.reduce((best, one) => (clear[one] > clear[best] ? one : best)) : own[0];
  });
  const signed = await signature(artist.trained);
  return chosen.map((at) => {
    const { latent, by, shares } = all[at];
    const wishes = wishesOf(artist, latent).map((value) => Float32Array.of(value));
    const recipe = {
      ...signed,
      latent: [...latent],
      ...(artist.attributes && { attributes: nameWishes(artist.attributes, wishes) }),
      family: familyOfChild(artist, parents, { by, shares }),
    };
    return { ...all[at], picture: pictures[at], recipe };
  });
}

/** A child as it is, and with other mixtures where a mixture is nobody's wish. */
function candidates(
  artist: Painter,
  parents: readonly [Float32Array, Float32Array],
  child: Inheritance,
  index: number,
  { tries = 1, seed = 1, shares: fixed = {} }: FuseOptions,
): Inheritance[] {
  const free = genomeOf(artist, child.by).genes.filter(
    ({ name, blends }) => blends && name in child.shares && !(name in fixed),
  );
  return Array.from({ length: tries }, (_, attempt) => {
    if (attempt === 0) return child;
    const lot = random(seed, `fuse attempt ${attempt}`, index);
    const shares = { ...child.shares, ...Object.fromEntries(free.map(({ name }) => [name, lot.uniform()])) };
    return express(artist, parents, child.by, shares, child.latent);
  });
}

function same(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "ちがう 2 枚の親", en: "two different parents" },
    got: { ja: "同じ絵", en: "the same picture twice" },
    remedy: { ja: "片方を別の絵にしてください", en: "Give another picture for one of them" },
  });
}
