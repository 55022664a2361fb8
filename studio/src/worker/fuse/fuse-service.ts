import {
  candidateAt,
  renderPointsWithRecipes,
  encodePng,
  offspringOf,
  createFamilyBuilder,
  familyLatents,
  familyTree,
  fuse,
  genomeOf,
  identifyDesign,
  renderFamily,
  recipeLatents,
  recipeText,
  renderRecipe,
  defaultGeneKind,
  type Candidate,
  type RenderedImage,
  type Family,
  type FamilyMember,
  type Figure,
  type Gene,
  type Inheritance,
  type GeneKind,
  type Language,
  type Sampler,
  type Rarity,
  type Recipe,
  type GeneShares,
  type Text,
  type InheritedTrait,
} from "omakase";
import { layOutFamily, type FamilyLayout } from "./family-layout.ts";
import type { RunCache } from "../run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** Somebody of a family. */
export interface Individual {
  /** Made of where it is in latent space: the same person has the same key in every family. */
  readonly key: string;
  readonly picture: RenderedPicture;
  /** What it shows; empty for models without attributes. */
  readonly traits: readonly InheritedTrait[];
  /** Of a model with attributes, unless its layers have latents of their own. */
  readonly rarity?: Rarity;
  /** Whom it comes from. Default: a founder. */
  readonly origin?: IndividualOrigin;
}

/** Where somebody comes from. */
export interface IndividualOrigin {
  /** The keys of its parents. */
  readonly parents: readonly [string, string];
  readonly by: GeneKind;
  readonly shares: GeneShares;
  /** How much of it is of the first and of the second parent, 0 … 1. */
  readonly share: { readonly a: number; readonly b: number };
  /** Each thing that is inherited as a whole, and how much of it is of the first parent; undefined: it is new. */
  readonly genes: readonly { readonly label: Text; readonly share: number | undefined }[];
}

/** A way to divide what is inherited. */
export interface InheritanceOption {
  readonly by: GeneKind;
  readonly genes: readonly Pick<Gene, "name" | "label" | "tags">[];
}

/** What children are to be like. */
export interface OffspringOptions {
  readonly by: GeneKind;
  readonly count: number;
  readonly seed: number;
  /** What is not left to chance. */
  readonly shares: GeneShares;
  /** How likely each thing comes from neither parent, 0 … 1. */
  readonly mutation: number;
}

/** A member of a tree that is to be drawn as a figure. */
export interface PedigreeMember {
  readonly recipe: Recipe;
  readonly name: string;
  /** Places of two that stand before it. */
  readonly parents?: readonly [number, number];
  readonly by?: GeneKind;
  readonly shares?: GeneShares;
}

/** Families. */
export function createFuseService(runs: RunCache) {
  return {
    /** How pictures of a model can be inherited; the usual way first. Empty where it cannot be divided. */
    async inheritanceOptions(id: string): Promise<InheritanceOption[]> {
      const { sampler } = await runs.load(id);
      const usual = defaultGeneKind(sampler);
      const ways = [usual, ...(["attribute", "layer", "latent"] as const).filter((by) => by !== usual)];
      return ways
        .filter((by) => by !== "attribute" || sampler.attributes)
        .map((by) => ({
          by,
          genes: genomeOf(sampler, by).genes.map(({ name, label, tags }) => ({ name, label, tags })),
        }))
        .filter(({ genes }) => genes.length > 1);
    },
    /** Somebody with all ancestors that its recipe knows, parents first, itself last. */
    async lineage(
      id: string,
      { recipe, candidate }: Pick<RenderedPicture, "recipe" | "candidate">,
    ): Promise<Individual[]> {
      const { sampler } = await runs.load(id);
      return await lineageFromRecipe(sampler, recipe, candidate);
    },
    /** Children of two pictures. */
    async offspring(
      id: string,
      parents: readonly [Recipe, Recipe],
      condition: OffspringOptions,
    ): Promise<Individual[]> {
      const { sampler } = await runs.load(id);
      const [a, b] = await Promise.all(parents.map((recipe) => recipeLatents(sampler, recipe, "")));
      const keys = [latentKey(a), latentKey(b)] as const;
      const pair = [{ recipe: parents[0] }, { recipe: parents[1] }] as const;
      const children = await fuse(sampler, pair, condition);
      return children.map((child) => individualFrom(sampler, child, child, keys));
    },
    /** A picture as a PNG, with its recipe and its family inside. */
    async png(id: string, recipe: Recipe): Promise<Uint8Array> {
      const { sampler } = await runs.load(id);
      const drawn = await renderRecipe(sampler, recipe, "");
      return encodePng(drawn.picture, recipeText(drawn.recipe));
    },
    /** Where everybody of a family stands: for each its parents' places, which come before its own. */
    layout: (parents: readonly (readonly [number, number] | undefined)[]): FamilyLayout => layOutFamily(parents),
    /** The tree as a figure. */
    async figure(id: string, relatives: readonly PedigreeMember[], language: Language): Promise<Figure> {
      const { sampler } = await runs.load(id);
      const latents = await Promise.all(relatives.map(({ recipe }) => recipeLatents(sampler, recipe, "")));
      const members = relatives.map(({ name, parents, by, shares }, at): FamilyMember => {
        const origin = parents && { parents, by: by!, shares: shares! };
        return { ...(name !== "" && { name }), latent: [...latents[at]], ...origin };
      });
      return familyTree(await renderFamily(sampler, members), { language });
    },
  };
}

async function lineageFromRecipe(sampler: Sampler, recipe: Recipe, candidate: Candidate): Promise<Individual[]> {
  const builder = createFamilyBuilder(sampler);
  const own = builder.add({ recipe });
  const { members } = builder;
  const latents = familyLatents(sampler, members);
  latents[own] = await recipeLatents(sampler, recipe, ""); // it may be more than its parents gave it
  const drawings = await renderPointsWithRecipes(
    sampler,
    latents.map((latent) => ({ latent })),
  );
  return members.map((member, at) => {
    const { parents, by, shares } = member;
    const shown = at === own ? { ...drawings[at], recipe } : drawings[at];
    const named = at === own ? { ...shown, candidate } : shown;
    if (!parents || !by || !shares)
      return individualFrom(sampler, named, selfInheritance(sampler, latents[at]), undefined);
    const couple = [latents[parents[0]], latents[parents[1]]] as const;
    const recipeWithFamily = at === own ? recipe : { ...shown.recipe, family: ancestorsOf(members, at) };
    const heritage = { ...offspringOf(sampler, couple, by, shares, latents[at]), latent: latents[at] };
    return individualFrom(sampler, { ...named, recipe: recipeWithFamily }, heritage, [
      latentKey(couple[0]),
      latentKey(couple[1]),
    ]);
  });
}

function individualFrom(
  sampler: Sampler,
  { picture, recipe, candidate }: RenderedImage & { readonly candidate?: Candidate },
  { latent, traits, rarity, by, shares, share }: Inheritance,
  parents: readonly [string, string] | undefined,
): Individual {
  const genes = genomeOf(sampler, by).genes.map(({ name, label }) => ({
    label,
    share: shares[name] as number | undefined,
  }));
  return {
    key: latentKey(latent),
    picture: { candidate: candidate ?? candidateAt(sampler, latent), recipe, pixels: pixelsFromPicture(picture) },
    traits,
    ...(rarity && { rarity }),
    ...(parents && { origin: { parents, by, shares, share, genes } }),
  };
}

/** What somebody looks like, whoever the parents. */
function selfInheritance(sampler: Sampler, latent: Float32Array): Inheritance {
  const by = defaultGeneKind(sampler);
  const kind = by === "layer" && latent.length === sampler.latent ? "latent" : by;
  const all = Object.fromEntries(genomeOf(sampler, kind).genes.map(({ name }) => [name, 1]));
  return offspringOf(sampler, [latent, latent], kind, all);
}

function latentKey(latent: Float32Array): string {
  return identifyDesign({ values: [], latent }).id;
}

/** A member, last, with its own ancestors alone. */
function ancestorsOf(members: Family, last: number): Family {
  const kept = new Set([last]);
  for (let at = last; at >= 0; at--) if (kept.has(at)) for (const parent of members[at].parents ?? []) kept.add(parent);
  const order = [...kept].toSorted((a, b) => a - b);
  return order.map((at) => {
    const { parents, ...rest } = members[at];
    return parents ? { ...rest, parents: [order.indexOf(parents[0]), order.indexOf(parents[1])] } : rest;
  });
}
