import type { Random } from "../tensor/index.ts";
import type { DesignSpace } from "./candidate.ts";
import { isRoundNumber } from "./embedding.ts";
import { sampleDesign, type Design } from "./sample-design.ts";

/** Range of a number in most training images; undefined for choices, and for angles all around. */
export type UsualRange = readonly [low: number, high: number] | undefined;

/**
 * Fraction of training images on each side of a usual range. A head that turns away hides half of its face, and models
 * draw that worse than any other number: of 60 characters drawn by chance, some 16 of the 20 with a yaw beyond ±40° had a
 * melting mouth, eye or nose, and some 5 of the 40 others. The middle 60 % of their yaw is ±32°.
 */
const rareFraction = { yaw: 0.2, other: 0.05 };
/** Draws of a number before the nearest usual one is taken. */
const maxDraws = 20;

/**
 * Returns the usual range of each attribute: the middle 90 % of the training images, of a yaw the middle 60 %. A model
 * draws worse beyond it.
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
    const rare = tag.name === "yaw" ? rareFraction.yaw : rareFraction.other;
    return known.length > 0 ? ([quantile(rare), quantile(1 - rare)] as const) : undefined;
  });
}

/** Moves the numbers of a design into their usual ranges; unknown values stay unknown. */
export function withUsualNumbers({ values, latent }: Design, ranges: readonly UsualRange[]): Design {
  const near = (value: number, range: UsualRange) => (range ? Math.min(range[1], Math.max(range[0], value)) : value);
  return { latent, values: values.map((value, at) => near(value, ranges[at])) };
}

/** Samples a design whose numbers are usual. */
export function sampleUsualDesign(space: DesignSpace, ranges: readonly UsualRange[], stream: Random): Design {
  return resampleUnusual(space, sampleDesign(space, stream), ranges, stream);
}

/** Samples each number of a design that is out of its range again, from other training images. */
export function resampleUnusual(
  { examples }: DesignSpace,
  { values, latent }: Design,
  ranges: readonly UsualRange[],
  stream: Random,
): Design {
  const drawn = values.map((value, at) => {
    const range = ranges[at];
    if (!range) return value;
    const column = examples![at];
    for (let draw = 0; draw < maxDraws && (value < range[0] || value > range[1]); draw++)
      value = column[stream.integer(column.length)];
    return value;
  });
  return withUsualNumbers({ values: drawn, latent }, ranges);
}
