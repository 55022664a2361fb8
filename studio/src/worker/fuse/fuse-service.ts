import {
  candidateAt,
  encodePng,
  offspringOf,
  createFamilyBuilder,
  familyPoints,
  familyTree,
  fuse,
  genomeOf,
  identifyDesign,
  renderFamily,
  recipePoints,
  recipeText,
  renderRecipe,
  renderWithRecipes,
  wholeLatent,
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
  type LatentPoint,
} from "omakase/studio";
import { layOutFamily, type FamilyLayout } from "./family-layout.ts";
import type { RunCache } from "../run-cache.ts";
import { pixelsFromPicture, type RenderedPicture } from "../rendered-picture.ts";

/** Member of a family. */
export interface Individual {
  /** Key derived from its latent: equal members have equal keys in every family. */
  readonly key: string;
  readonly picture: RenderedPicture;
  /** Traits; empty for models */
  readonly traits: readonly InheritedTrait[];
  /** Rarity; undefined for models without attributes and for per-layer latents. */
  readonly rarity?: Rarity;
  /** Origin. Default: a founder. */
  readonly origin?: IndividualOrigin;
}

/** Origin of a member. */
export interface IndividualOrigin {
  /** Keys of its parents. */
  readonly parents: readonly [string, string];
  readonly by: GeneKind;
  readonly shares: GeneShares;
  /** Shares of the first and of the second parent, 0 … 1. */
  readonly share: { readonly a: number; readonly b: number };
  /** Share of the first parent in each gene, 0 … 1; undefined: a mutation. */
  readonly genes: readonly { readonly label: Text; readonly share: number | undefined }[];
}

/** Way to divide a latent into genes. */
export interface InheritanceOption {
  readonly by: GeneKind;
  readonly genes: readonly Pick<Gene, "name" | "label" | "tags">[];
}

/** Options of offspring. */
export interface OffspringOptions {
  readonly by: GeneKind;
  readonly count: number;
  readonly seed: number;
  /** Fixed shares of genes; the others are random. */
  readonly shares: GeneShares;
  /** Mutation probability per gene, 0 … 1. */
  readonly mutation: number;
}

/** Member of a pedigree figure. */
export interface PedigreeMember {
  readonly recipe: Recipe;
  readonly name: string;
  /** Indices of its parents, which precede it. */
  readonly parents?: readonly [number, number];
  readonly by?: GeneKind;
  readonly shares?: GeneShares;
}

/** Creates the service of families. */
export function createFuseService(runs: RunCache) {
  return {
    /** Returns the ways to divide a latent into genes, the default first; empty if the model has none. */
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
    /** Returns an individual with all ancestors in its recipe, parents first, itself last. */
    async lineage(
      id: string,
      { recipe, candidate }: Pick<RenderedPicture, "recipe" | "candidate">,
    ): Promise<Individual[]> {
      const { sampler } = await runs.load(id);
      return await lineageFromRecipe(sampler, recipe, candidate);
    },
    /** Samples offspring of two pictures. */
    async offspring(
      id: string,
      parents: readonly [Recipe, Recipe],
      condition: OffspringOptions,
    ): Promise<Individual[]> {
      const { sampler } = await runs.load(id);
      const [[a], [b]] = await Promise.all(parents.map((recipe) => recipePoints(sampler, recipe, "")));
      const keys = [pointKey(sampler, a), pointKey(sampler, b)] as const;
      const pair = [{ recipe: parents[0] }, { recipe: parents[1] }] as const;
      const children = await fuse(sampler, pair, condition);
      return children.map((child) => individualFrom(sampler, child, child, keys));
    },
    /** Encodes a picture as PNG with its recipe and pedigree. */
    async png(id: string, recipe: Recipe): Promise<Uint8Array> {
      const { sampler } = await runs.load(id);
      const drawn = await renderRecipe(sampler, recipe, "");
      return encodePng(drawn.picture, recipeText(drawn.recipe));
    },
    /** Lays out a family tree from the indices of each member's parents, which precede the member. */
    layout: (parents: readonly (readonly [number, number] | undefined)[]): FamilyLayout => layOutFamily(parents),
    /** Draws the tree as a figure. */
    async figure(id: string, relatives: readonly PedigreeMember[], language: Language): Promise<Figure> {
      const { sampler } = await runs.load(id);
      const points = await Promise.all(relatives.map(({ recipe }) => recipePoints(sampler, recipe, "")));
      const members = relatives.map(({ name, parents, by, shares }, at): FamilyMember => {
        const origin = parents && { parents, by: by!, shares: shares! };
        return { ...(name !== "" && { name }), latent: [...wholeLatent(sampler, points[at][0])], ...origin };
      });
      return familyTree(await renderFamily(sampler, members), { language });
    },
  };
}

async function lineageFromRecipe(sampler: Sampler, recipe: Recipe, candidate: Candidate): Promise<Individual[]> {
  const builder = createFamilyBuilder(sampler);
  const own = builder.add({ recipe });
  const { members } = builder;
  const points = familyPoints(sampler, members);
  [points[own]] = await recipePoints(sampler, recipe, ""); // it may have more than the inherited latent
  const drawings = await renderWithRecipes(
    sampler,
    points.map((point) => ({ point })),
  );
  return members.map((member, at) => {
    const { parents, by, shares } = member;
    const shown = at === own ? { ...drawings[at], recipe } : drawings[at];
    const named = at === own ? { ...shown, candidate } : shown;
    if (!parents || !by || !shares)
      return individualFrom(sampler, named, selfInheritance(sampler, points[at]), undefined);
    const couple = [points[parents[0]], points[parents[1]]] as const;
    const recipeWithFamily = at === own ? recipe : { ...shown.recipe, family: ancestorsOf(members, at) };
    const heritage = { ...offspringOf(sampler, couple, by, shares, points[at]), point: points[at] };
    return individualFrom(sampler, { ...named, recipe: recipeWithFamily }, heritage, [
      pointKey(sampler, couple[0]),
      pointKey(sampler, couple[1]),
    ]);
  });
}

function individualFrom(
  sampler: Sampler,
  { picture, recipe, candidate }: RenderedImage & { readonly candidate?: Candidate },
  { point, traits, rarity, by, shares, share }: Inheritance,
  parents: readonly [string, string] | undefined,
): Individual {
  const genes = genomeOf(sampler, by).genes.map(({ name, label }) => ({
    label,
    share: shares[name] as number | undefined,
  }));
  return {
    key: pointKey(sampler, point),
    picture: { candidate: candidate ?? candidateAt(sampler, point), recipe, pixels: pixelsFromPicture(picture) },
    traits,
    ...(rarity && { rarity }),
    ...(parents && { origin: { parents, by, shares, share, genes } }),
  };
}

/** Returns the inheritance of an individual from itself. */
function selfInheritance(sampler: Sampler, point: LatentPoint): Inheritance {
  const by = defaultGeneKind(sampler);
  const kind = by === "layer" && point.latent.length === sampler.latent ? "latent" : by;
  const all = Object.fromEntries(genomeOf(sampler, kind).genes.map(({ name }) => [name, 1]));
  return { ...offspringOf(sampler, [point, point], kind, all), point };
}

/** Returns a key of the latent that children inherit. */
function pointKey(sampler: Sampler, point: LatentPoint): string {
  return identifyDesign({ values: [], latent: wholeLatent(sampler, point) }).id;
}

/** Returns a member, last, with only its own ancestors. */
function ancestorsOf(members: Family, last: number): Family {
  const kept = new Set([last]);
  for (let at = last; at >= 0; at--) if (kept.has(at)) for (const parent of members[at].parents ?? []) kept.add(parent);
  const order = [...kept].toSorted((a, b) => a - b);
  return order.map((at) => {
    const { parents, ...rest } = members[at];
    return parents ? { ...rest, parents: [order.indexOf(parents[0]), order.indexOf(parents[1])] } : rest;
  });
}
