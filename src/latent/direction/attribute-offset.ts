import { encodedTagWidth, encodeTagValue, periodicDistance, type Attribute } from "../../dataset/index.ts";
import { latentAttributes, type LatentPoint, type Sampler } from "../../sample/index.ts";
import { saturationSteps } from "./steps-until-score.ts";
import type { AttributeDirection } from "./attribute-direction.ts";

/**
 * Computes the condition offset of some steps, `[latent − noiseSize]`. Two steps set the condition to the trait, one
 * step goes half-way; conditions that have it already stay. The first layer of a layered point decides.
 * @param steps - number of steps; negative: away from the trait.
 */
export function attributeOffset(
  sampler: Sampler,
  point: LatentPoint,
  { attributes: sides }: AttributeDirection,
  steps: number,
): number[] {
  const own = point.latent.slice(0, sampler.latent);
  const conditions = latentAttributes(sampler, own);
  const share = Math.abs(steps) / saturationSteps;
  let from = sampler.noiseSize;
  return sampler.attributes!.tags.flatMap((tag, at) => {
    const numbers = own.slice(from, (from += encodedTagWidth(tag)));
    const stays = numbers.map(() => 0);
    if (!Object.hasOwn(sides, tag.name)) return stays;
    const { present, absent } = sides[tag.name];
    const [goal, other] = (steps > 0 ? [present, absent] : [absent, present]).map((side) => sideValues(tag, side));
    if (isOnSide(tag, conditions[at], goal, other)) return stays;
    return Array.from(encodeTagValue(tag, goal[0]), (value, axis) => Math.fround(share * (value - numbers[axis])));
  });
}

function sideValues({ choices }: Attribute, side: readonly (string | number)[]): number[] {
  return side.map((said) => (typeof said === "number" ? said : choices.findIndex(({ name }) => name === said)));
}

/** Returns whether a value is on one side; a number is on the side it is nearer to. */
function isOnSide(tag: Attribute, condition: number, goal: readonly number[], other: readonly number[]): boolean {
  if (tag.kind !== "number") return goal.includes(condition);
  return periodicDistance(tag, condition, goal[0]) < periodicDistance(tag, condition, other[0]);
}
