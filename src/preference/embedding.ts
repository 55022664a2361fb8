import { periodicDistance, type Attribute } from "../dataset/index.ts";
import { internalError } from "../error.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/** A card as numbers: what it shows, one block an attribute, then its latent. */
export interface Embedding {
  /** Each block has length 1, or is 0 where the value is not known. */
  readonly shown: Float64Array;
  /** Divided by the root of its width: about length 1. */
  readonly latent: Float64Array;
}

/** Where the block of each attribute begins in {@link Embedding.shown}; the last number is the end. */
export function blockStarts({ attributes }: DesignSpace): number[] {
  const starts = [0];
  for (const tag of attributes?.tags ?? []) starts.push(starts[starts.length - 1] + blockWidth(tag));
  return starts;
}

/**
 * A choice is 1 in its own place. A number is a row of bumps, one after the other, of which it meets the nearest: their
 * product is about a Gaussian of the distance, 1.1 standard deviations of the number wide (so a taste may want it high,
 * low, or in the middle), and yet a finite sum, from which the mean of a posterior can be collapsed into tables. Where the
 * number wraps, the bumps stand around its circle.
 */
export function embed(space: DesignSpace, { values, latent }: Pick<Candidate, "values" | "latent">): Embedding {
  const tags = space.attributes?.tags ?? [];
  if (values.length !== tags.length || latent.length !== space.latent)
    throw internalError(`taste: a card of ${values.length} values and ${latent.length} numbers is from another model`);
  const blocks = blockStarts(space);
  const shown = new Float64Array(blocks[tags.length]);
  tags.forEach((tag, at) => {
    const value = values[at];
    if (Number.isNaN(value)) return;
    if (tag.kind === "number") shown.set(bumpBlock(tag, value), blocks[at]);
    else shown[blocks[at] + value] = 1;
  });
  const scale = 1 / Math.sqrt(Math.max(1, space.latent));
  const scaled = new Float64Array(space.latent);
  for (let at = 0; at < scaled.length; at++) scaled[at] = latent[at] * scale;
  return { shown, latent: scaled };
}

/** Where the bumps stand and how wide they are, in standard deviations. */
const [bumpCentres, bumpSpacing] = [[-2.4, -1.6, -0.8, 0, 0.8, 1.6, 2.4], 0.8];

function blockWidth({ kind, choices }: Attribute): number {
  return kind === "number" ? bumpCentres.length : choices.length;
}

function bumpBlock(tag: Attribute, value: number): number[] {
  const [mean, std] = [tag.mean!, tag.std!];
  // where all lie close together there is no way round, and bumps around the circle would be too far apart for them
  const isRound = tag.period !== undefined && tag.period <= bumpCentres.length * bumpSpacing * std;
  const near = Math.max(mean - 3 * std, Math.min(mean + 3 * std, value));
  const heights = bumpCentres.map((place, at) => {
    const apart = isRound
      ? periodicDistance(tag, value, (at * tag.period!) / bumpCentres.length)
      : near - mean - place * std;
    return Math.exp(-0.5 * (apart / (bumpSpacing * std)) ** 2);
  });
  const length = Math.hypot(...heights);
  return heights.map((height) => height / length);
}
