import {
  cardAt,
  drawingsAt,
  encodePng,
  express,
  familyBook,
  familyLatents,
  familyTree,
  fuse,
  genomeOf,
  nameCard,
  portraits,
  recipeLatents,
  recipeText,
  redraw,
  usualInheritance,
  type Card,
  type Drawing,
  type Family,
  type FamilyMember,
  type Figure,
  type Gene,
  type Inheritance,
  type InheritBy,
  type Language,
  type Painter,
  type Rarity,
  type Recipe,
  type Shares,
  type Text,
  type Trait,
} from "omakase";
import { layOut, type Layout } from "./family-layout.ts";
import type { Runs } from "./runs.ts";
import { pixelsOf, type Shown } from "./shown.ts";

/** Somebody of a family. */
export interface Person {
  /** Made of where it is in latent space: the same person has the same key in every family. */
  readonly key: string;
  readonly shown: Shown;
  /** What it shows; empty for models without attributes. */
  readonly traits: readonly Trait[];
  /** Of a model with attributes, unless its layers have latents of their own. */
  readonly rarity?: Rarity;
  /** Whom it comes from. Default: a founder. */
  readonly origin?: PersonOrigin;
}

/** Where somebody comes from. */
export interface PersonOrigin {
  /** The keys of its parents. */
  readonly parents: readonly [string, string];
  readonly by: InheritBy;
  readonly shares: Shares;
  /** How much of it is of the first and of the second parent, 0 … 1. */
  readonly share: { readonly a: number; readonly b: number };
  /** Each thing that is inherited as a whole, and how much of it is of the first parent; undefined: it is new. */
  readonly genes: readonly { readonly label: Text; readonly share: number | undefined }[];
}

/** A way to divide what is inherited. */
export interface Heredity {
  readonly by: InheritBy;
  readonly genes: readonly Pick<Gene, "name" | "label" | "tags">[];
}

/** What children are to be like. */
export interface Wish {
  readonly by: InheritBy;
  readonly count: number;
  readonly seed: number;
  /** What is not left to chance. */
  readonly shares: Shares;
  /** How likely each thing comes from neither parent, 0 … 1. */
  readonly mutation: number;
}

/** A member of a tree that is to be drawn as a figure. */
export interface Relative {
  readonly recipe: Recipe;
  readonly name: string;
  /** Places of two that stand before it. */
  readonly parents?: readonly [number, number];
  readonly by?: InheritBy;
  readonly shares?: Shares;
}

/** Families. */
export function fusing(runs: Runs) {
  return {
    /** How pictures of a model can be inherited; the usual way first. Empty where it cannot be divided. */
    async heredities(id: string): Promise<Heredity[]> {
      const { artist } = await runs.ready(id);
      const usual = usualInheritance(artist);
      const ways = [usual, ...(["attribute", "layer", "latent"] as const).filter((by) => by !== usual)];
      return ways
        .filter((by) => by !== "attribute" || artist.attributes)
        .map((by) => ({
          by,
          genes: genomeOf(artist, by).genes.map(({ name, label, tags }) => ({ name, label, tags })),
        }))
        .filter(({ genes }) => genes.length > 1);
    },
    /** Somebody with all ancestors that its recipe knows, parents first, itself last. */
    async kin(id: string, { recipe, card }: Pick<Shown, "recipe" | "card">): Promise<Person[]> {
      const { artist } = await runs.ready(id);
      return await kinOf(artist, recipe, card);
    },
    /** Children of two pictures. */
    async children(id: string, parents: readonly [Recipe, Recipe], wish: Wish): Promise<Person[]> {
      const { artist } = await runs.ready(id);
      const [a, b] = await Promise.all(parents.map((recipe) => recipeLatents(artist, recipe, "")));
      const keys = [keyOf(a), keyOf(b)] as const;
      const pair = [{ recipe: parents[0] }, { recipe: parents[1] }] as const;
      const children = await fuse(artist, pair, wish);
      return children.map((child) => person(artist, child, child, keys));
    },
    /** A picture as a PNG, with its recipe and its family inside. */
    async png(id: string, recipe: Recipe): Promise<Uint8Array> {
      const { artist } = await runs.ready(id);
      const drawn = await redraw(artist, recipe, "");
      return encodePng(drawn.picture, recipeText(drawn.recipe));
    },
    /** Where everybody of a family stands: for each its parents' places, which come before its own. */
    layout: (parents: readonly (readonly [number, number] | undefined)[]): Layout => layOut(parents),
    /** The tree as a figure. */
    async figure(id: string, relatives: readonly Relative[], language: Language): Promise<Figure> {
      const { artist } = await runs.ready(id);
      const latents = await Promise.all(relatives.map(({ recipe }) => recipeLatents(artist, recipe, "")));
      const members = relatives.map(({ name, parents, by, shares }, at): FamilyMember => {
        const origin = parents && { parents, by: by!, shares: shares! };
        return { ...(name !== "" && { name }), latent: [...latents[at]], ...origin };
      });
      return familyTree(await portraits(artist, members), { language });
    },
  };
}

async function kinOf(artist: Painter, recipe: Recipe, card: Card): Promise<Person[]> {
  const book = familyBook(artist);
  const own = book.add({ recipe });
  const { members } = book;
  const latents = familyLatents(artist, members);
  latents[own] = await recipeLatents(artist, recipe, ""); // it may be more than its parents gave it
  const drawings = await drawingsAt(
    artist,
    latents.map((latent) => ({ latent })),
  );
  return members.map((member, at) => {
    const { parents, by, shares } = member;
    const shown = at === own ? { ...drawings[at], recipe } : drawings[at];
    const named = at === own ? { ...shown, card } : shown;
    if (!parents || !by || !shares) return person(artist, named, lookOf(artist, latents[at]), undefined);
    const couple = [latents[parents[0]], latents[parents[1]]] as const;
    const recipeWithFamily = at === own ? recipe : { ...shown.recipe, family: familyUpTo(members, at) };
    const heritage = { ...express(artist, couple, by, shares, latents[at]), latent: latents[at] };
    return person(artist, { ...named, recipe: recipeWithFamily }, heritage, [keyOf(couple[0]), keyOf(couple[1])]);
  });
}

function person(
  artist: Painter,
  { picture, recipe, card }: Drawing & { readonly card?: Card },
  { latent, traits, rarity, by, shares, share }: Inheritance,
  parents: readonly [string, string] | undefined,
): Person {
  const genes = genomeOf(artist, by).genes.map(({ name, label }) => ({
    label,
    share: shares[name] as number | undefined,
  }));
  return {
    key: keyOf(latent),
    shown: { card: card ?? cardAt(artist, latent), recipe, pixels: pixelsOf(picture) },
    traits,
    ...(rarity && { rarity }),
    ...(parents && { origin: { parents, by, shares, share, genes } }),
  };
}

/** What somebody looks like, whoever the parents. */
function lookOf(artist: Painter, latent: Float32Array): Inheritance {
  const by = usualInheritance(artist);
  const wide = by === "layer" && latent.length === artist.latent ? "latent" : by;
  const all = Object.fromEntries(genomeOf(artist, wide).genes.map(({ name }) => [name, 1]));
  return express(artist, [latent, latent], wide, all);
}

function keyOf(latent: Float32Array): string {
  return nameCard({ values: [], latent }).id;
}

/** A member, last, with its own ancestors alone. */
function familyUpTo(members: Family, last: number): Family {
  const kept = new Set([last]);
  for (let at = last; at >= 0; at--) if (kept.has(at)) for (const parent of members[at].parents ?? []) kept.add(parent);
  const order = [...kept].toSorted((a, b) => a - b);
  return order.map((at) => {
    const { parents, ...rest } = members[at];
    return parents ? { ...rest, parents: [order.indexOf(parents[0]), order.indexOf(parents[1])] } : rest;
  });
}
