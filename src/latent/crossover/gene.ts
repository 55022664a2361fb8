import { encodedTagWidth, type Attribute, type Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";
import type { Sampler } from "../../sample/index.ts";
import type { InterpolationPath } from "../interpolation/interpolate.ts";
import { periodicAxesOf } from "../latent-attributes.ts";

/** What is inherited as a whole: a group of attributes, a layer of the network, or a part of the latent. */
export type GeneKind = "attribute" | "layer" | "latent";

/** One thing that a child has from its parents. */
export interface Gene {
  /** As written in a command, unique: `hair`. */
  readonly name: string;
  readonly label: Text;
  /** Which numbers of a latent it is, as `[from, to)`. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** The attributes among them. */
  readonly tags: readonly string[];
  /**
   * Whether a child may be anywhere between its parents in it without being neither of them: so is the random part of a
   * latent. Of all else a child has one parent's as it is, unless somebody wants a mixture.
   */
  readonly blends: boolean;
}

/** How the latents of a model are inherited. */
export interface Genome {
  readonly by: GeneKind;
  readonly genes: readonly Gene[];
  /** How many numbers a latent has that these genes are about: one latent, or one for each layer. */
  readonly width: number;
  /** How many numbers one latent has, and how many of them, at its beginning, are random. */
  readonly latent: number;
  readonly random: number;
  /** The way between two parents' random numbers: see `morph`. */
  readonly path: InterpolationPath;
  /** See `periodicAxesOf`. */
  readonly periodicAxes: readonly number[];
}

/**
 * What a child of a model can inherit as a whole.
 *
 * - `attribute`: hair, eyes, accessories, pose, …, and the random numbers as `restLabel`. Attributes belong together when
 *   their names begin with the same word (`hairStyle`, `hairColor`) or stand in the table below.
 * - `layer`: the layers of the network, see `Sampler.layers`.
 * - `latent`: the random numbers in four parts, and all wishes as one.
 *
 * @returns fewer than two genes where the model cannot be divided in this way.
 */
export function genomeOf(sampler: Sampler, by: GeneKind): Genome {
  const { latent, noiseSize: random, layers, trained } = sampler;
  const path = trained.model.kind === "autoencoder" ? "line" : "sphere";
  const space = { by, latent, random, path, periodicAxes: periodicAxesOf(sampler) } as const;
  if (by === "layer")
    return {
      ...space,
      width: layers.length * latent,
      genes: layers.map(({ name, label }, at) => ({
        name,
        label,
        spans: [[at * latent, (at + 1) * latent]],
        tags: [],
        blends: false,
      })),
    };
  return { ...space, width: latent, genes: by === "attribute" ? attributeGenes(sampler) : latentGenes(sampler) };
}

/** The usual way: by attribute where the model has some, otherwise by layer. */
export function defaultGeneKind({ attributes }: Sampler): GeneKind {
  return attributes ? "attribute" : "layer";
}

function attributeGenes({ attributes, noiseSize }: Sampler): Gene[] {
  const groups = new Map<string, { tags: Attribute[]; spans: [number, number][] }>();
  let from = noiseSize;
  for (const tag of attributes?.tags ?? []) {
    const name = groupOf(tag.name);
    const group = groups.get(name) ?? { tags: [], spans: [] };
    group.tags.push(tag);
    group.spans.push([from, (from += encodedTagWidth(tag))]);
    groups.set(name, group);
  }
  const genes = [...groups].map(([name, { tags, spans }]): Gene => ({
    name,
    label: attributeGroups.find((family) => family.name === name)?.label ?? joinedLabel(tags),
    spans,
    tags: tags.map((tag) => tag.name),
    blends: false,
  }));
  return [...genes, { name: "rest", label: restLabel, spans: [[0, noiseSize]], tags: [], blends: true }];
}

/** Parts that a latent is cut into. */
const latentGeneCount = 4;

function latentGenes({ attributes, noiseSize, latent }: Sampler): Gene[] {
  const parts = Math.min(latentGeneCount, noiseSize);
  const cut = (at: number) => Math.round((at * noiseSize) / parts);
  const genes = Array.from({ length: parts }, (_, at): Gene => {
    const [from, to] = [cut(at), cut(at + 1)];
    const label = { ja: `${from + 1}〜${to} 番めの数`, en: `numbers ${from + 1} to ${to}` };
    return { name: `z${at + 1}`, label, spans: [[from, to]], tags: [], blends: false };
  });
  if (!attributes) return genes;
  const tags = attributes.tags.map(({ name }) => name);
  return [...genes, { name: "conditions", label: conditionLabel, spans: [[noiseSize, latent]], tags, blends: false }];
}

const restLabel = { ja: "そのほか", en: "the rest" };
const conditionLabel = { ja: "注文", en: "conditions" };

/** Attributes that belong together although their names do not begin alike. */
const attributeGroups = [
  { name: "hair", label: { ja: "髪", en: "hair" }, tags: [] },
  { name: "eyes", label: { ja: "目", en: "eyes" }, tags: ["eyes", "eye"] },
  {
    name: "accessories",
    label: { ja: "小物", en: "accessories" },
    tags: ["glasses", "ribbon", "hat", "earrings", "cap", "bow"],
  },
  { name: "pose", label: { ja: "向き", en: "pose" }, tags: ["yaw", "pitch", "roll"] },
] as const;

function groupOf(name: string): string {
  const [word] = name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[\s_-]/);
  return attributeGroups.find(({ tags }) => (tags as readonly string[]).includes(word))?.name ?? word;
}

function joinedLabel(tags: readonly Attribute[]): Text {
  const join = (language: "ja" | "en", between: string) => tags.map(({ label }) => label[language]).join(between);
  return { ja: join("ja", "・"), en: join("en", ", ") };
}

/** The gene that a person means: by its name, by its label, or by an attribute in it. */
export function findGene({ genes }: Genome, word: string, attributes: Attributes | undefined): Gene | undefined {
  const wanted = normalizeWord(word);
  const called = (name: string, label: Text) => [name, label.ja, label.en].map(normalizeWord).includes(wanted);
  const tag = attributes?.tags.find(({ name, label }) => called(name, label));
  return (
    genes.find((gene) => called(gene.name, gene.label)) ?? genes.find(({ tags }) => tag && tags.includes(tag.name))
  );
}

/** Without case, width, spaces and hyphens. */
function normalizeWord(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
}
