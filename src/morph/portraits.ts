import type { FamilyMember } from "../checkpoint/index.ts";
import type { Text } from "../error.ts";
import type { DrawOptions, Painter } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { drawPoints } from "./draw-points.ts";
import { familyLatents } from "./family.ts";
import { genomeOf } from "./gene.ts";
import { express, type Inheritance } from "./inherit.ts";

/** A member of a family, to be shown in a tree. */
export interface Portrait extends Partial<Pick<Inheritance, "share" | "traits" | "rarity">> {
  readonly picture: Picture;
  /** What a person calls it: a seed, a file, a number. Default nothing. */
  readonly name?: string;
  /** Places of two members that stand before it. Default: a founder. */
  readonly parents?: readonly [number, number];
  /** Of a child, the genes that it has of the first parent, of the second, and of neither. */
  readonly inherited?: Readonly<Record<"a" | "b" | "new", readonly Text[]>>;
}

/** Draws a family, parents before children: of a recipe, or of a `familyBook`. */
export async function portraits(
  artist: Painter,
  members: readonly FamilyMember[],
  options: Pick<DrawOptions, "onProgress" | "signal"> = {},
): Promise<Portrait[]> {
  const own = familyLatents(artist, members);
  const pictures = await drawPoints(
    artist,
    own.map((latent) => ({ latent })),
    options,
  );
  return members.map(({ name, parents, by, shares }, at): Portrait => {
    const shown = { picture: pictures[at], ...(name !== undefined && { name }) };
    if (!parents || !by || !shares) return shown;
    const [a, b] = parents.map((parent) => own[parent]);
    const { share, traits, rarity } = express(artist, [a, b], by, shares, own[at]);
    const of = (test: (share: number | undefined) => boolean) =>
      genomeOf(artist, by)
        .genes.filter((gene) => test(shares[gene.name]))
        .map(({ label }) => label);
    const inherited = {
      a: of((one) => one === 1),
      b: of((one) => one === 0),
      new: of((one) => one === undefined),
    };
    return { ...shown, parents, share, traits, inherited, ...(rarity && { rarity }) };
  });
}
