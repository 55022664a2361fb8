import { attributeWidth, encodeValue, numberDistance, type Attribute } from "../dataset/index.ts";
import { partSide, type Painter } from "../generate/index.ts";
import { wishesOf } from "../morph/index.ts";
import type { FoundDirection } from "./direction.ts";
import { clearSteps } from "./walk-until.ts";
import type { WishChange } from "./wish-change.ts";

/** Of the change where pictures change most: what changes less stays; from the second on all of it may. */
const [leastChanging, changing] = [0.1, 0.2];

/**
 * The direction that asks for something. What a model was not asked for it draws from everything it is given, and another
 * wish would change that as well; so pictures change only where they do most when this wish changes.
 *
 * @param latents - `[count, latent]`, on which that is seen.
 */
export async function askingFor(artist: Painter, wishes: WishChange, latents: Float32Array): Promise<FoundDirection> {
  const count = latents.length / artist.latent;
  const asked = (steps: number) => {
    const move = { within: everywhere, added: new Float32Array(count * artist.random) };
    return artist.decodePartly(latents, [{ ...move, wished: wishSteps(artist, latents, wishes, steps) }], count);
  };
  const without = await asked(-clearSteps);
  const having = await asked(clearSteps);
  const { size } = artist.trained.picture;
  const change = new Float64Array(partSide ** 2);
  without.forEach((value, at) => {
    const [row, column] = [Math.floor(at / size) % size, at % size].map((place) =>
      Math.floor((place * partSide) / size),
    );
    change[row * partSide + column] += (having[at] - value) ** 2;
  });
  const most = Math.max(...change, 1e-12);
  const within = Array.from(change, (value) =>
    Math.min(1, Math.max(0, (value / most - leastChanging) / (changing - leastChanging))),
  );
  return { vector: new Array<number>(artist.random).fill(0), within, wishes };
}

const everywhere = new Array<number>(partSide ** 2).fill(1);

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
