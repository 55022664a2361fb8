import type { Text } from "../../error.ts";
import { attributeValueText, latentAttributes, type LatentPoint, type Sampler } from "../../sample/index.ts";
import { random } from "../../tensor/index.ts";
import { crossover, type GeneShares } from "./crossover.ts";
import { genomeOf, defaultGeneKind, type Gene, type Genome, type GeneKind } from "./gene.ts";
import { rarityScale, type Rarity } from "./rarity.ts";

/** See {@link inherit}. */
export interface InheritOptions {
  /** Number of children, ≥ 1. Default 8. */
  readonly count?: number;
  /** Seed of the inheritance, 0 … 2^53 − 1. Default 1. */
  readonly seed?: number;
  /** Unit of inheritance. Default: attributes when the model has some, else layers of its network. */
  readonly by?: GeneKind;
  /** Fixed share of the first parent per gene, 0 … 1. Default: random, 0 or 1 unless the gene blends. */
  readonly shares?: GeneShares;
  /** Probability of a gene to mutate, that is to come from a new latent, 0 … 1. Default 0. */
  readonly mutation?: number;
}

/** Source of a trait: one parent, both (they have the same), a mixture, or a mutation. */
export type TraitSource = "a" | "b" | "both" | "mixed" | "new";

/** An attribute of a child. */
export interface InheritedTrait {
  readonly attribute: string;
  readonly label: Text;
  /** Value as of `attributeColumns`. */
  readonly value: number;
  readonly text: Text;
  readonly source: TraitSource;
}

/** The point of a child and the source of its traits; not rendered. */
export interface Inheritance {
  readonly point: LatentPoint;
  readonly by: GeneKind;
  /** Share of the first parent per inherited gene, 0 … 1. */
  readonly shares: GeneShares;
  /** Total share of the first and of the second parent over all genes, weighted equally, 0 … 1. */
  readonly share: { readonly a: number; readonly b: number };
  /** Attributes that are the same in all layers; empty for models without. */
  readonly traits: readonly InheritedTrait[];
  /** Rarity of the attributes; undefined for models without, and for per-layer latents. */
  readonly rarity?: Rarity;
}

/**
 * Samples the inheritance of children of two parents. As far as the parents differ and the genes suffice, no two
 * children have the same genes, and each has genes of both parents. Child `i` of a seed is the same for any number of
 * children.
 * @param parents - points of the model.
 * @returns `count` children.
 */
export function inherit(
  sampler: Sampler,
  parents: readonly [LatentPoint, LatentPoint],
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
    const [mutationSource] = isWhole ? [] : sampler.points(seed, 1, { first: mutationSeedOffset + child });
    return offspringOf(sampler, parents, by, own, mutationSource);
  });
}

/** First index within a seed of the latents that supply mutated genes, far above indices that users draw. */
const mutationSeedOffset = 1_000_000_000;
const maxDrawAttempts = 60;

/**
 * Computes the child of given shares, as for sliders.
 * @param mutationSource - point that supplies the genes without a share.
 */
export function offspringOf(
  sampler: Sampler,
  parents: readonly [LatentPoint, LatentPoint],
  by: GeneKind,
  shares: GeneShares,
  mutationSource?: LatentPoint,
): Inheritance {
  const genome = genomeOf(sampler, by);
  const point = crossover(genome, parents, shares, mutationSource);
  const given = genome.genes.flatMap(({ name }) => shares[name] ?? []);
  const sum = given.reduce((total, share) => total + share, 0);
  const all = genome.genes.length;
  const values = latentAttributes(sampler, point.latent);
  const { examples } = sampler.trained;
  const isOne = point.latent.length === sampler.latent; // per-layer latents have no single condition
  const rarity =
    isOne && sampler.attributes && examples ? cachedRarityScale(sampler.attributes, examples)(values) : undefined;
  return {
    point,
    by,
    shares,
    share: { a: sum / all, b: (given.length - sum) / all },
    traits: traitsOf(sampler, parents, genome, shares, values),
    ...(rarity && { rarity }),
  };
}

type Scale = ReturnType<typeof rarityScale>;
const scales = new WeakMap<readonly Float32Array[], Scale>();

/** Caches the scale of rarity: counting all examples takes longer than a slider may wait. */
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
    const [own, changed] = [rng.uniform(), rng.uniform()]; // always two draws, so that one gene does not affect the others
    if (name in fixed) return [[name, fixed[name]]];
    if (changed < mutation) return [];
    return [[name, blends ? own : own < 0.5 ? 1 : 0]];
  });
  return Object.fromEntries(entries);
}

/** Draws shares that no sibling has, with genes of both parents; falls back to those of a sibling. */
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

/** Returns a key of the shares of visible genes. */
function sharesKey(visible: readonly Gene[], shares: GeneShares): string {
  return visible.map(({ name }) => shares[name] ?? "new").join();
}

/** Returns the genes in which the parents differ, except for blending ones, which vary slightly every time. */
function visibleGenes(genome: Genome, parents: readonly [LatentPoint, LatentPoint]): Gene[] {
  return genome.genes.filter((gene) => {
    const only = { ...genome, genes: [gene] };
    const [a, b] = [1, 0].map((share) => crossover(only, parents, { [gene.name]: share }).latent);
    return !gene.blends && a.some((value, at) => value !== b[at]);
  });
}

function traitsOf(
  sampler: Sampler,
  parents: readonly [LatentPoint, LatentPoint],
  genome: Genome,
  shares: GeneShares,
  values: readonly number[],
): InheritedTrait[] {
  const [a, b] = parents.map(({ latent }) => latentAttributes(sampler, latent));
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
