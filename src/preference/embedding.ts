import { periodicDistance, type Attribute } from "../dataset/index.ts";
import { internalError } from "../error.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/** Feature vector of a candidate: one block per attribute, then the noise. */
export interface Embedding {
  /** Blocks of all attributes, each of norm 1, or 0 if the value is unknown. */
  readonly shown: Float64Array;
  /** Noise divided by the square root of its width: norm about 1. */
  readonly latent: Float64Array;
}

/** Returns the offset of each attribute's block in {@link Embedding.shown}; the last number is the total width. */
export function blockStarts({ attributes }: DesignSpace): number[] {
  const starts = [0];
  for (const tag of attributes?.tags ?? []) starts.push(starts[starts.length - 1] + blockWidth(tag));
  return starts;
}

/**
 * Embeds a candidate. A choice is one-hot. A number activates a row of Gaussian bumps: the dot product of two numbers
 * is about a Gaussian of their distance, 1.1 standard deviations wide (so a preference may be for high, low or medium
 * values), and still a finite sum, which lets a posterior mean collapse into tables. For periodic numbers the bumps
 * stand around the circle.
 */
export function embed(space: DesignSpace, { values, latent }: Pick<Candidate, "values" | "latent">): Embedding {
  const tags = space.attributes?.tags ?? [];
  if (values.length !== tags.length || latent.length !== space.latent)
    throw internalError(
      `preference: a candidate with ${values.length} values and ${latent.length} numbers is from another model`,
    );
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

/** Centres and spacing of the bumps, in standard deviations of the number. */
const [bumpCentres, bumpSpacing] = [[-2.4, -1.6, -0.8, 0, 0.8, 1.6, 2.4], 0.8];

function blockWidth({ kind, choices }: Attribute): number {
  return kind === "number" ? bumpCentres.length : choices.length;
}

/**
 * Returns whether the values of a number lie all around their circle. Values that lie close together need no wrap-around,
 * and bumps around the circle would be too far apart for them.
 */
export function isRoundNumber({ period, std }: Attribute): boolean {
  return period !== undefined && period <= bumpCentres.length * bumpSpacing * std!;
}

function bumpBlock(tag: Attribute, value: number): number[] {
  const [mean, std] = [tag.mean!, tag.std!];
  const isRound = isRoundNumber(tag);
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
