import { encodedTagWidth, encodeTagValue, periodicDistance, type Attribute } from "../../dataset/index.ts";
import type { Sampler } from "../../sample/index.ts";
import { latentAttributes } from "../latent-attributes.ts";
import { saturationSteps } from "./steps-until-score.ts";
import type { AttributeDirection } from "./attribute-direction.ts";

/**
 * Computes the condition offset of some steps, `[count, latent − noiseSize]`. Two steps set the condition to the
 * trait, one step goes half-way; conditions that have it already stay.
 * @param latents - `[count, latent]`.
 * @param steps - number of steps; negative: away from the trait.
 */
export function attributeOffset(
  sampler: Sampler,
  latents: Float32Array,
  { attributes: sides }: AttributeDirection,
  steps: number,
): Float32Array {
  const { latent, noiseSize, attributes } = sampler;
  const width = latent - noiseSize;
  const count = latents.length / latent;
  const added = new Float32Array(count * width);
  const share = Math.abs(steps) / saturationSteps;
  for (let row = 0; row < count; row++) {
    const own = latents.subarray(row * latent, (row + 1) * latent);
    const conditions = latentAttributes(sampler, own);
    let at = 0;
    attributes!.tags.forEach((tag, place) => {
      const numbers = own.subarray(noiseSize + at, noiseSize + at + encodedTagWidth(tag));
      if (Object.hasOwn(sides, tag.name)) {
        const { present, absent } = sides[tag.name];
        const [goal, other] = (steps > 0 ? [present, absent] : [absent, present]).map((side) => sideValues(tag, side));
        if (!isOnSide(tag, conditions[place], goal, other))
          encodeTagValue(tag, goal[0]).forEach((value, axis) => {
            added[row * width + at + axis] = share * (value - numbers[axis]);
          });
      }
      at += numbers.length;
    });
  }
  return added;
}

function sideValues({ choices }: Attribute, side: readonly (string | number)[]): number[] {
  return side.map((said) => (typeof said === "number" ? said : choices.findIndex(({ name }) => name === said)));
}

/** Returns whether a value is on one side; a number is on the side it is nearer to. */
function isOnSide(tag: Attribute, condition: number, goal: readonly number[], other: readonly number[]): boolean {
  if (tag.kind !== "number") return goal.includes(condition);
  return periodicDistance(tag, condition, goal[0]) < periodicDistance(tag, condition, other[0]);
}
