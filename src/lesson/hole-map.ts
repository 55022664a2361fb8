import type { Language } from "../error.ts";
import type { Figure } from "../figure/index.ts";
import { random } from "../tensor/index.ts";
import { lessonText } from "../text/index.ts";
import { captionedSvg } from "./captioned-svg.ts";

/** Holes of a map. See {@link measureHoles}. */
export interface Holes {
  /** Share of the places chosen by dice that have no picture nearby, 0 … 1. */
  readonly share: number;
  /** Places of the pictures. */
  readonly pictures: readonly Place[];
  /** Places chosen by dice with no picture nearby. */
  readonly empty: readonly Place[];
}

type Place = readonly [x: number, y: number];

/** Distance to the nearest picture from which a place counts as a hole; dice spread by 1. */
const nearby = 0.25;
/** Number of places chosen by dice. */
const diceCount = 2000;

/**
 * Measures the holes of a map with two axes. Dice choose places from N(0, 1), as they do to draw new pictures; one without
 * a picture within 0.25 lies in a hole, where the decoder draws what it never learned.
 *
 * @param latents - places of pictures, `[count, 2]`; about 1000, as fewer leave gaps by chance.
 * @param seed - seed of the dice. Default 1.
 */
export function measureHoles(latents: ArrayLike<number>, seed = 1): Holes {
  const pictures = placesOf(latents);
  const empty = placesOf(random(seed, "holes").normals(2 * diceCount)).filter((place) => isHole(pictures, place));
  return { share: empty.length / diceCount, pictures, empty };
}

/** Returns whether no picture lies within 0.25 of a place. */
export function isHole(pictures: readonly Place[], [x, y]: Place): boolean {
  return pictures.every(([px, py]) => (px - x) ** 2 + (py - y) ** 2 > nearby ** 2);
}

function placesOf(numbers: ArrayLike<number>): Place[] {
  return Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at], numbers[2 * at + 1]] as const);
}

/** Radius of the drawn map: dice land within it, but for 1 in 90. */
const mapRadius = 3;

/** Draws the map of {@link measureHoles}: pictures as blue dots, dice in holes as red ones. */
export function holeMap({ share, pictures, empty }: Holes, language: Language): Figure {
  const [side, top, radius] = [420, 62, 195];
  const dots = (places: readonly Place[], size: number, fill: string) =>
    places
      .filter(([x, y]) => Math.hypot(x, y) < mapRadius)
      .map(([x, y]) => {
        const [px, py] = [side / 2 + (x / mapRadius) * radius, top + side / 2 - (y / mapRadius) * radius];
        return `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="${size}" fill="${fill}"/>`;
      })
      .join("");
  const ring = `<circle cx="${side / 2}" cy="${top + side / 2}" r="${radius}" fill="#fff" stroke="#cfcfc8"/>`;
  return captionedSvg(ring + dots(empty, 3.4, "#f3a497") + dots(pictures, 2.2, "#1f6fb8"), {
    size: [side, side + top],
    title: lessonText.holeMap.title({ percent: (100 * share).toFixed(0) }),
    caption: lessonText.holeMap.caption,
    language,
  });
}
