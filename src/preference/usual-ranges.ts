import type { Random } from "../tensor/index.ts";
import type { DesignSpace } from "./candidate.ts";
import { isRoundNumber } from "./embedding.ts";
import { sampleDesign, type Design } from "./sample-design.ts";

/** Range of a number in most training images; undefined for choices, and for angles all around. */
export type UsualRange = readonly [low: number, high: number] | undefined;

/** Fraction of training images on each side of a usual range. */
const rareFraction = 0.05;
/** Draws of a number before the nearest usual one is taken. */
const maxDraws = 20;

/**
 * Returns the usual range of each attribute: the middle 90 % of the training images. A model draws worse beyond it.
 *
 * @param space - attributes and training examples.
 */
export function usualRanges({ attributes, examples }: DesignSpace): UsualRange[] {
  return (attributes?.tags ?? []).map((tag, at) => {
    if (tag.kind !== "number" || isRoundNumber(tag)) return undefined;
    const known = Float32Array.from(examples?.[at] ?? [])
      .filter((value) => !Number.isNaN(value))
      .sort();
    const quantile = (part: number): number => known[Math.round(part * (known.length - 1))];
    return known.length > 0 ? ([quantile(rareFraction), quantile(1 - rareFraction)] as const) : undefined;
  });
}

/** Moves the numbers of a design into their usual ranges; unknown values stay unknown. */
export function withUsualNumbers({ values, latent }: Design, ranges: readonly UsualRange[]): Design {
  const near = (value: number, range: UsualRange) => (range ? Math.min(range[1], Math.max(range[0], value)) : value);
  return { latent, values: values.map((value, at) => near(value, ranges[at])) };
}

/** Samples a design whose numbers are usual: one out of its range is drawn again from other training images. */
export function sampleUsualDesign(space: DesignSpace, ranges: readonly UsualRange[], stream: Random): Design {
  const { values, latent } = sampleDesign(space, stream);
  const drawn = values.map((value, at) => {
    const range = ranges[at];
    if (!range) return value;
    const column = space.examples![at];
    for (let draw = 0; draw < maxDraws && (value < range[0] || value > range[1]); draw++)
      value = column[stream.integer(column.length)];
    return value;
  });
  return withUsualNumbers({ values: drawn, latent }, ranges);
}
