import { encodedTagWidth, type Attribute, type Attributes } from "../../dataset/index.ts";
import type { Text } from "../../error.ts";
import { periodicAxesOf, type Sampler } from "../../sample/index.ts";
import type { InterpolationPath } from "../interpolation/interpolate.ts";
import { latentText, listText } from "../../text/index.ts";

/** Unit of inheritance: a group of attributes, a layer of the network, or a part of the latent. */
export type GeneKind = "attribute" | "layer" | "latent";

/** A unit that a child inherits from one parent. */
export interface Gene {
  /** Unique name, as in commands: `hair`. */
  readonly name: string;
  readonly label: Text;
  /** Ranges of the latent, as `[from, to)`. */
  readonly spans: readonly (readonly [from: number, to: number])[];
  /** Names of the attributes in it. */
  readonly tags: readonly string[];
  /**
   * Whether shares between 0 and 1 are sampled for this gene, as for the noise. Other genes come from one parent as
   * they are, unless a share is given.
   */
  readonly blends: boolean;
}

/** Division of the latents of a model into genes. */
export interface Genome {
  readonly by: GeneKind;
  readonly genes: readonly Gene[];
  /** Length of the latents that the genes divide: `latent`, or `layers · latent`. */
  readonly width: number;
  /** Latent size, and the size of the noise at its beginning. */
  readonly latent: number;
  readonly random: number;
  /** Interpolation between the noise of two parents: see `morph`. */
  readonly path: InterpolationPath;
  /** See `periodicAxesOf`. */
  readonly periodicAxes: readonly number[];
}

/**
 * Divides the latents of a model into genes.
 * - `attribute`: hair, eyes, accessories, pose, …, and the noise as `restLabel`. Attributes are grouped when their
 *   names begin with the same word (`hairStyle`, `hairColor`) or are in the table below.
 * - `layer`: the layers of the network, see `Sampler.layers`.
 * - `latent`: the noise in four parts, and all conditions as one.
 * @returns fewer than two genes when the model cannot be divided in this way.
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

/** Returns the default unit of inheritance: attributes when the model has some, otherwise layers. */
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

/** Number of parts that the noise is cut into. */
const latentGeneCount = 4;

function latentGenes({ attributes, noiseSize, latent }: Sampler): Gene[] {
  const parts = Math.min(latentGeneCount, noiseSize);
  const cut = (at: number) => Math.round((at * noiseSize) / parts);
  const genes = Array.from({ length: parts }, (_, at): Gene => {
    const [from, to] = [cut(at), cut(at + 1)];
    const label = latentText.gene.label({ from: from + 1, to });
    return { name: `z${at + 1}`, label, spans: [[from, to]], tags: [], blends: false };
  });
  if (!attributes) return genes;
  const tags = attributes.tags.map(({ name }) => name);
  return [...genes, { name: "conditions", label: conditionLabel, spans: [[noiseSize, latent]], tags, blends: false }];
}

const restLabel = latentText.gene.restLabel;
const conditionLabel = latentText.gene.conditionLabel;

/** Groups of attributes whose names do not begin alike. */
const attributeGroups = [
  { name: "hair", label: latentText.gene.hair, tags: [] },
  { name: "eyes", label: latentText.gene.eyes, tags: ["eyes", "eye"] },
  {
    name: "accessories",
    label: latentText.gene.accessories,
    tags: ["glasses", "ribbon", "hat", "earrings", "cap", "bow"],
  },
  { name: "pose", label: latentText.gene.pose, tags: ["yaw", "pitch", "roll"] },
] as const;

function groupOf(name: string): string {
  const [word] = name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[\s_-]/);
  return attributeGroups.find(({ tags }) => (tags as readonly string[]).includes(word))?.name ?? word;
}

function joinedLabel(tags: readonly Attribute[]): Text {
  return listText(
    tags.map(({ label }) => label),
    "dot",
  );
}

/** Finds a gene by its name, its label, or an attribute in it. */
export function findGene({ genes }: Genome, word: string, attributes: Attributes | undefined): Gene | undefined {
  const wanted = normalizeWord(word);
  const called = (name: string, label: Text) => [name, label.ja, label.en].map(normalizeWord).includes(wanted);
  const tag = attributes?.tags.find(({ name, label }) => called(name, label));
  return (
    genes.find((gene) => called(gene.name, gene.label)) ?? genes.find(({ tags }) => tag && tags.includes(tag.name))
  );
}

/** Normalizes a word: without case, width, spaces and hyphens. */
function normalizeWord(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
}
