import type { Family, FamilyMember, Recipe } from "../../checkpoint/index.ts";
import { internalError } from "../../error.ts";
import { uncheckedRecipeLatents, type Sampler } from "../../sample/index.ts";
import { crossover } from "./crossover.ts";
import { genomeOf } from "./gene.ts";

/** A picture that is to have children: how to draw it, and what a person calls it. */
export interface Parent {
  readonly recipe: Recipe;
  readonly name?: string;
}

/** How many generations of ancestors a recipe names. The eldest become founders, known by their latents alone. */
const maxGenerations = 6;

/** Puts families together; whoever belongs to several stands there once. */
export interface FamilyBuilder {
  readonly members: FamilyMember[];
  /** Adds a picture and its ancestors. Gives its place. */
  add(one: Parent): number;
}

/** An empty {@link FamilyBuilder}. */
export function createFamilyBuilder(sampler: Sampler): FamilyBuilder {
  const members: FamilyMember[] = [];
  const places = new Map<string, number>();
  const put = (member: FamilyMember): number => {
    const { latent, attributes, truncation, parents, by, shares } = member; // whatever it is called
    const key = JSON.stringify([latent, attributes, truncation, parents, by, shares]);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, members.length);
    return members.push(member) - 1;
  };
  return {
    members,
    add({ recipe, name }) {
      const { attributes, truncation, family } = recipe;
      const called = name !== undefined && { name: name.slice(0, 200) };
      if (!family)
        return put({
          ...called,
          latent: shortestRecipe(sampler, recipe),
          ...(attributes && { attributes: attributes[0] }),
          ...(truncation !== undefined && { truncation }),
        });
      const own: number[] = [];
      family.forEach((member, at) => {
        const parents = member.parents?.map((parent) => own[parent]) as [number, number] | undefined;
        const isLast = at === family.length - 1;
        own.push(
          put({
            ...member,
            ...(parents && { parents }),
            ...(isLast && called),
            ...(isLast && !isDeterminedByParents(sampler, member) && { latent: recipe.latent }),
          }),
        );
      });
      return own[own.length - 1];
    },
  };
}

/** A seed, where it says everything. */
function shortestRecipe(sampler: Sampler, recipe: Recipe): Recipe["latent"] {
  const { latent, attributes, truncation } = recipe;
  const [said, real] = [{ latent, attributes, truncation }, recipe].map((one) =>
    uncheckedRecipeLatents(sampler, one, ""),
  );
  return said.every((value, at) => value === real[at]) ? latent : [...real];
}

/** Whether all genes of a child are of its parents. */
function isDeterminedByParents(sampler: Sampler, { by, shares }: FamilyMember): boolean {
  return genomeOf(sampler, by!).genes.every(({ name }) => name in shares!);
}

/** The family of a child that is about to be born, itself last. */
export function familyOfChild(
  sampler: Sampler,
  parents: readonly [Parent, Parent],
  child: Required<Pick<FamilyMember, "by" | "shares">>,
): Family {
  const book = createFamilyBuilder(sampler);
  const [a, b] = parents.map((parent) => book.add(parent));
  return pruneFamily(sampler, [...book.members, { parents: [a, b], ...child }]);
}

/** Without those who lived too long ago. */
function pruneFamily(sampler: Sampler, members: Family): Family {
  const age = new Array<number>(members.length).fill(Number.POSITIVE_INFINITY);
  age[members.length - 1] = 0;
  for (let at = members.length - 1; at >= 0; at--)
    for (const parent of members[at].parents ?? []) age[parent] = Math.min(age[parent], age[at] + 1);
  if (age.every((generations) => generations <= maxGenerations)) return members;
  const latents = familyLatents(sampler, members.slice(0, -1));
  const kept = [...members.keys()].filter((at) => age[at] <= maxGenerations);
  return kept.map((at): FamilyMember => {
    const { name, parents, ...rest } = members[at];
    if (!parents) return members[at];
    if (age[at] === maxGenerations) return { ...(name !== undefined && { name }), latent: [...latents[at]] };
    const [a, b] = parents.map((parent) => kept.indexOf(parent));
    return { ...(name !== undefined && { name }), ...rest, parents: [a, b] };
  });
}

/**
 * The latents of a family, parents first: one each or one for each layer.
 *
 * @throws OmakaseError `recipe` when it is not of this model.
 */
export function familyLatents(sampler: Sampler, family: Family): Float32Array[] {
  const latents: Float32Array[] = [];
  for (const { latent, attributes, truncation, parents, by, shares, name = "" } of family) {
    if (latent !== undefined)
      latents.push(
        uncheckedRecipeLatents(sampler, { latent, truncation, ...(attributes && { attributes: [attributes] }) }, name),
      );
    else if (parents && by && shares)
      latents.push(crossover(genomeOf(sampler, by), [latents[parents[0]], latents[parents[1]]], shares));
    else throw internalError("familyLatents: a member without latent and parents");
  }
  return latents;
}
