import { attributeWidth, encodeValue, numberDistance, type Attribute } from "../dataset/index.ts";
import type { Painter } from "../generate/index.ts";
import { wishesOf } from "../morph/index.ts";
import { clearSteps } from "./walk-until.ts";
import type { WishChange } from "./wish-change.ts";

/**
 * What so many steps add to what latents ask for, `[count, latent − random]`. After two steps each asks for what shows the
 * thing, after one it is half-way there; what asks for it already stays.
 *
 * @param latents - `[count, latent]`.
 * @param steps - below 0: backwards.
 */
export function wishSteps(
  artist: Painter,
  latents: Float32Array,
  { attributes: sides }: WishChange,
  steps: number,
): Float32Array {
  const { latent, random, attributes } = artist;
  const width = latent - random;
  const count = latents.length / latent;
  const added = new Float32Array(count * width);
  const share = Math.abs(steps) / clearSteps;
  for (let row = 0; row < count; row++) {
    const own = latents.subarray(row * latent, (row + 1) * latent);
    const wishes = wishesOf(artist, own);
    let at = 0;
    attributes!.tags.forEach((tag, place) => {
      const numbers = own.subarray(random + at, random + at + attributeWidth(tag));
      if (Object.hasOwn(sides, tag.name)) {
        const { having, lacking } = sides[tag.name];
        const [goal, other] = (steps > 0 ? [having, lacking] : [lacking, having]).map((side) => valuesOf(tag, side));
        if (!isThere(tag, wishes[place], goal, other))
          encodeValue(tag, goal[0]).forEach((value, axis) => {
            added[row * width + at + axis] = share * (value - numbers[axis]);
          });
      }
      at += numbers.length;
    });
  }
  return added;
}

function valuesOf({ choices }: Attribute, side: readonly (string | number)[]): number[] {
  return side.map((said) => (typeof said === "number" ? said : choices.findIndex(({ name }) => name === said)));
}

/** Whether a wish is on one side; a number is where it is nearer to that side's than to the other's. */
function isThere(tag: Attribute, wish: number, goal: readonly number[], other: readonly number[]): boolean {
  if (tag.kind !== "number") return goal.includes(wish);
  return numberDistance(tag, wish, goal[0]) < numberDistance(tag, wish, other[0]);
}
