import type { Family, FamilyMember, Recipe } from "../../checkpoint/index.ts";
import { internalError } from "../../error.ts";
import { uncheckedRecipePoints, wholeLatent, type LatentPoint, type Sampler } from "../../sample/index.ts";
import { crossover } from "./crossover.ts";
import { genomeOf } from "./gene.ts";

/** An image that becomes a parent: its recipe, and its display name. */
export interface Parent {
  readonly recipe: Recipe;
  readonly name?: string;
}

/**
 * Maximum number of generations in a recipe. Older ancestors are dropped, and the eldest kept become founders, with
 * their latents.
 */
const maxGenerations = 6;

/** A builder of pedigrees; an ancestor of several members is stored once. */
export interface FamilyBuilder {
  readonly members: FamilyMember[];
  /** Adds an image and its ancestors, and returns its index. */
  add(one: Parent): number;
}

/** Creates an empty pedigree builder. */
export function createFamilyBuilder(sampler: Sampler): FamilyBuilder {
  const members: FamilyMember[] = [];
  const places = new Map<string, number>();
  const put = (member: FamilyMember): number => {
    const { latent, attributes, truncation, parents, by, shares } = member; // the name does not count
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

/** Returns the source of a latent: the seed when it determines the latent, else the values. */
function shortestRecipe(sampler: Sampler, recipe: Recipe): Recipe["latent"] {
  const { latent, attributes, truncation } = recipe;
  const [said, real] = [{ latent, attributes, truncation }, recipe].map((one) =>
    wholeLatent(sampler, uncheckedRecipePoints(sampler, one, "")[0]),
  );
  return said.every((value, at) => value === real[at]) ? latent : [...real];
}

/** Returns whether all genes of a child come from its parents. */
function isDeterminedByParents(sampler: Sampler, { by, shares }: FamilyMember): boolean {
  return genomeOf(sampler, by!).genes.every(({ name }) => name in shares!);
}

/** Returns the pedigree of a new child, which is its last member. */
export function familyOfChild(
  sampler: Sampler,
  parents: readonly [Parent, Parent],
  child: Required<Pick<FamilyMember, "by" | "shares">>,
): Family {
  const builder = createFamilyBuilder(sampler);
  const [a, b] = parents.map((parent) => builder.add(parent));
  return pruneFamily(sampler, [...builder.members, { parents: [a, b], ...child }]);
}

/** Drops ancestors beyond the maximum number of generations. */
function pruneFamily(sampler: Sampler, members: Family): Family {
  const age = new Array<number>(members.length).fill(Number.POSITIVE_INFINITY);
  age[members.length - 1] = 0;
  for (let at = members.length - 1; at >= 0; at--)
    for (const parent of members[at].parents ?? []) age[parent] = Math.min(age[parent], age[at] + 1);
  if (age.every((generations) => generations <= maxGenerations)) return members;
  const points = familyPoints(sampler, members.slice(0, -1));
  const kept = [...members.keys()].filter((at) => age[at] <= maxGenerations);
  return kept.map((at): FamilyMember => {
    const { name, parents, ...rest } = members[at];
    if (!parents) return members[at];
    if (age[at] === maxGenerations) return { ...(name !== undefined && { name }), latent: points[at].latent };
    const [a, b] = parents.map((parent) => kept.indexOf(parent));
    return { ...(name !== undefined && { name }), ...rest, parents: [a, b] };
  });
}

/**
 * Computes the points of a family, parents first.
 * @throws OmakaseError `recipe` when it is not of this model.
 */
export function familyPoints(sampler: Sampler, family: Family): LatentPoint[] {
  const points: LatentPoint[] = [];
  for (const { latent, attributes, truncation, parents, by, shares, name = "" } of family) {
    if (latent !== undefined) {
      const founder = { latent, truncation, ...(attributes && { attributes: [attributes] }) };
      points.push(...uncheckedRecipePoints(sampler, founder, name));
    } else if (parents && by && shares)
      points.push(crossover(genomeOf(sampler, by), [points[parents[0]], points[parents[1]]], shares));
    else throw internalError("familyPoints: a member without latent and parents");
  }
  return points;
}
