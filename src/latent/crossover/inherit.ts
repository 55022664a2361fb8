import type { Text } from "../../error.ts";
import type { Sampler } from "../../sample/index.ts";
import { random } from "../../tensor/index.ts";
import { crossover, type GeneShares } from "./crossover.ts";
import { genomeOf, defaultGeneKind, type Gene, type Genome, type GeneKind } from "./gene.ts";
import { rarityScale, type Rarity } from "./rarity.ts";
import { attributeValueText, latentAttributes } from "../latent-attributes.ts";

/** See {@link inherit}. */
export interface InheritOptions {
  /** How many children, ≥ 1. Default 8. */
  readonly count?: number;
  /** Decides who takes after whom, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** What is inherited as a whole. Default: attributes where the model has some, else layers of its network. */
  readonly by?: GeneKind;
  /** Of some genes, how much comes from the first parent, 0 … 1. Default: by lot, all or nothing where a gene is whole. */
  readonly shares?: GeneShares;
  /** How likely a gene is to come from neither parent, 0 … 1, but as of a new picture. Default 0. */
  readonly mutation?: number;
}

/** Whom a trait comes from: one parent, both (they are alike in it), a mixture of both, or neither. */
export type TraitSource = "a" | "b" | "both" | "mixed" | "new";

/** An attribute of a child. */
export interface InheritedTrait {
  readonly attribute: string;
  readonly label: Text;
  /** As of `attributeColumns`. */
  readonly value: number;
  readonly text: Text;
  readonly source: TraitSource;
}

/** What a child is to have of whom; not drawn yet. */
export interface Inheritance {
  /** One latent, or one for each layer. */
  readonly latent: Float32Array;
  readonly by: GeneKind;
  /** Of each gene that comes from the parents, how much comes from the first, 0 … 1. */
  readonly shares: GeneShares;
  /** How much of all genes together is of the first and of the second parent, each gene counted alike, 0 … 1. */
  readonly share: { readonly a: number; readonly b: number };
  /** Of a model with attributes: those that are the same in the whole picture. */
  readonly traits: readonly InheritedTrait[];
  /** Of a model with attributes, unless the layers have latents of their own. */
  readonly rarity?: Rarity;
}

/**
 * Decides what children of two parents inherit. No two children take the same genes from the same parents, and each has
 * something of either, as far as the parents differ and the genes suffice. Child `i` of a seed is the same however many there are.
 *
 * @param parents - latents, one each or one for each layer.
 */
export function inherit(
  sampler: Sampler,
  parents: readonly [Float32Array, Float32Array],
  options: InheritOptions = {},
): Inheritance[] {
  const { count = 8, seed = 1, by = defaultGeneKind(sampler), shares: fixed = {}, mutation = 0 } = options;
  const genome = genomeOf(sampler, by);
  const visible = visibleGenes(genome, parents);
  const usedShares = new Set<string>();
  return Array.from({ length: count }, (_, child) => {
    const rng = random(seed, "inherit", child);
    const own = uniqueShares(() => sampleShares(genome.genes, fixed, mutation, rng), visible, usedShares);
    usedShares.add(sharesKey(visible, own));
    const isWhole = genome.genes.every(({ name }) => name in own);
    const mutationSource = isWhole ? undefined : sampler.latents(seed, 1, { first: mutationSeedOffset + child });
    return offspringOf(sampler, parents, by, own, mutationSource);
  });
}

/** Where in a seed new pictures begin that lend genes to children: far behind those that people look at. */
const mutationSeedOffset = 1_000_000_000;
const maxDrawAttempts = 60;

/**
 * The child of these shares: for sliders.
 *
 * @param stranger - a latent to take those genes from that have no share.
 */
export function offspringOf(
  sampler: Sampler,
  parents: readonly [Float32Array, Float32Array],
  by: GeneKind,
  shares: GeneShares,
  mutationSource?: Float32Array,
): Inheritance {
  const genome = genomeOf(sampler, by);
  const latent = crossover(genome, parents, shares, mutationSource);
  const given = genome.genes.flatMap(({ name }) => shares[name] ?? []);
  const sum = given.reduce((total, share) => total + share, 0);
  const all = genome.genes.length;
  const values = latentAttributes(sampler, latent);
  const { examples } = sampler.trained;
  const isOne = latent.length === sampler.latent; // with a latent for each layer, a picture is not asked for one thing
  const rarity =
    isOne && sampler.attributes && examples ? cachedRarityScale(sampler.attributes, examples)(values) : undefined;
  return {
    latent,
    by,
    shares,
    share: { a: sum / all, b: (given.length - sum) / all },
    traits: traitsOf(sampler, parents, genome, shares, values),
    ...(rarity && { rarity }),
  };
}

type Scale = ReturnType<typeof rarityScale>;
const scales = new WeakMap<readonly Float32Array[], Scale>();

/** Measuring all examples takes longer than a slider may wait. */
function cachedRarityScale(attributes: NonNullable<Sampler["attributes"]>, examples: readonly Float32Array[]): Scale {
  const known = scales.get(examples) ?? rarityScale(attributes, examples);
  scales.set(examples, known);
  return known;
}

function sampleShares(
  genes: readonly Gene[],
  fixed: GeneShares,
  mutation: number,
  rng: { uniform(): number },
): Record<string, number> {
  const entries = genes.flatMap(({ name, blends }): [string, number][] => {
    const [own, changed] = [rng.uniform(), rng.uniform()]; // always two, so that one gene's lot leaves the others alone
    if (name in fixed) return [[name, fixed[name]]];
    if (changed < mutation) return [];
    return [[name, blends ? own : own < 0.5 ? 1 : 0]];
  });
  return Object.fromEntries(entries);
}

/** Shares that no sibling has, with something of either parent; if there are none left, those of a sibling. */
function uniqueShares(draw: () => GeneShares, visible: readonly Gene[], usedShares: ReadonlySet<string>): GeneShares {
  let known: GeneShares | undefined;
  for (let attempt = 0; attempt < maxDrawAttempts; attempt++) {
    const shares = draw();
    const from = (share: number) => visible.some(({ name }) => shares[name] === share);
    if (visible.length >= 2 && !(from(0) && from(1))) continue;
    if (!usedShares.has(sharesKey(visible, shares))) return shares;
    known ??= shares;
  }
  return known ?? draw();
}

/** What one sees of shares. */
function sharesKey(visible: readonly Gene[], shares: GeneShares): string {
  return visible.map(({ name }) => shares[name] ?? "new").join();
}

/** The genes in which the parents differ, but for mixtures, which look a little different every time. */
function visibleGenes(genome: Genome, parents: readonly [Float32Array, Float32Array]): Gene[] {
  return genome.genes.filter((gene) => {
    const only = { ...genome, genes: [gene] };
    const [a, b] = [1, 0].map((share) => crossover(only, parents, { [gene.name]: share }));
    return !gene.blends && a.some((value, at) => value !== b[at]);
  });
}

function traitsOf(
  sampler: Sampler,
  parents: readonly [Float32Array, Float32Array],
  genome: Genome,
  shares: GeneShares,
  values: readonly number[],
): InheritedTrait[] {
  const [a, b] = parents.map((parent) => latentAttributes(sampler, parent));
  return (sampler.attributes?.tags ?? []).flatMap((tag, at): InheritedTrait[] => {
    const value = values[at];
    if (Number.isNaN(value)) return [];
    const gene = genome.genes.find(({ tags }) => tags.includes(tag.name));
    const share = gene && shares[gene.name];
    const trait = { attribute: tag.name, label: tag.label, value, text: attributeValueText(tag, value) };
    const copied = value === a[at] ? 1 : value === b[at] ? 0 : 0.5;
    return [{ ...trait, source: traitSource(gene ? share : copied, value, a[at], b[at]) }];
  });
}

function traitSource(share: number | undefined, value: number, a: number, b: number): TraitSource {
  if (a === b && value === a) return "both";
  if (share === undefined) return "new";
  if (share === 1) return "a";
  return share === 0 ? "b" : "mixed";
}
