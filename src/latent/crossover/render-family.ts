import type { FamilyMember } from "../../checkpoint/index.ts";
import type { Text } from "../../error.ts";
import { render, type RenderOptions, type Sampler } from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { familyPoints } from "./family-builder.ts";
import { genomeOf } from "./gene.ts";
import { offspringOf, type Inheritance } from "./inherit.ts";

/** A rendered member of a family tree. */
export interface RenderedMember extends Partial<Pick<Inheritance, "share" | "traits" | "rarity">> {
  readonly picture: Picture;
  /** Display name: a seed, a file, a number. Default: none. */
  readonly name?: string;
  /** Indices of two earlier members. Default: a founder. */
  readonly parents?: readonly [number, number];
  /** Labels of the genes of a child from the first parent, from the second, and from neither. */
  readonly inherited?: Readonly<Record<"a" | "b" | "new", readonly Text[]>>;
}

/** Renders a family, parents before children, of a recipe or of `createFamilyBuilder`. */
export async function renderFamily(
  sampler: Sampler,
  members: readonly FamilyMember[],
  options: Pick<RenderOptions, "onProgress" | "signal"> = {},
): Promise<RenderedMember[]> {
  const own = familyPoints(sampler, members);
  const pictures = await render(sampler, own, options);
  return members.map(({ name, parents, by, shares }, at): RenderedMember => {
    const shown = { picture: pictures[at], ...(name !== undefined && { name }) };
    if (!parents || !by || !shares) return shown;
    const [a, b] = parents.map((parent) => own[parent]);
    const { share, traits, rarity } = offspringOf(sampler, [a, b], by, shares, own[at]);
    const of = (test: (share: number | undefined) => boolean) =>
      genomeOf(sampler, by)
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
