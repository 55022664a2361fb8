import type { Text } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import { syntheticText } from "../../text/index.ts";

/** Class of the label map. Its number is its index in {@link sushiClasses}. */
export interface SushiClass {
  readonly name: string;
  readonly text: Text;
  /** Display colour, sRGB 0 … 255. */
  readonly colour: readonly [number, number, number];
}

/**
 * Classes of the label map. Every topping is a class, so that a map determines the kind of sushi as well as its layout.
 */
export const sushiClasses = [
  { name: "background", text: syntheticText.labelMap.background, colour: [32, 30, 36] },
  { name: "plate", text: syntheticText.labelMap.plate, colour: [120, 126, 140] },
  { name: "rice", text: syntheticText.labelMap.rice, colour: [245, 242, 230] },
  { name: "nori", text: syntheticText.labelMap.nori, colour: [20, 72, 52] },
  { name: "wasabi", text: syntheticText.labelMap.wasabi, colour: [140, 214, 70] },
  { name: "ginger", text: syntheticText.labelMap.pickledGinger, colour: [255, 190, 200] },
  { name: "shiso", text: syntheticText.labelMap.shisoLeaf, colour: [40, 150, 60] },
  { name: "lemon", text: syntheticText.labelMap.lemon, colour: [250, 236, 60] },
  { name: "flower", text: syntheticText.labelMap.chrysanthemum, colour: [250, 200, 0] },
  { name: "maguro", text: syntheticText.labelMap.tuna, colour: [196, 24, 48] },
  { name: "salmon", text: syntheticText.labelMap.salmon, colour: [255, 132, 64] },
  { name: "ebi", text: syntheticText.labelMap.prawn, colour: [255, 96, 110] },
  { name: "tamago", text: syntheticText.labelMap.egg, colour: [255, 214, 84] },
  { name: "ikura", text: syntheticText.labelMap.salmonRoe, colour: [236, 70, 10] },
  { name: "ika", text: syntheticText.labelMap.squid, colour: [200, 224, 236] },
  { name: "uni", text: syntheticText.labelMap.seaUrchin, colour: [222, 150, 10] },
  { name: "tako", text: syntheticText.labelMap.octopus, colour: [150, 40, 110] },
  { name: "anago", text: syntheticText.labelMap.congerEel, colour: [132, 76, 30] },
  { name: "kappa", text: syntheticText.labelMap.cucumber, colour: [110, 190, 130] },
  { name: "negitoro", text: syntheticText.labelMap.mincedTuna, colour: [226, 120, 130] },
  { name: "hotate", text: syntheticText.labelMap.scallop, colour: [236, 216, 180] },
] as const satisfies readonly SushiClass[];

/** Name of a class. */
export type SushiClassName = (typeof sushiClasses)[number]["name"];

/** Returns the number of a class in a label map. */
export function sushiClassId(name: SushiClassName): number {
  return sushiClasses.findIndex((entry) => entry.name === name);
}

/**
 * Reduces the classes of the rays to a label map: each pixel gets the most frequent class of its rays, the smaller
 * number in a tie.
 *
 * @param classes - `(size × scale)²` class numbers.
 * @returns `size²` class numbers, rows from the top.
 */
export function labelMapFromRays(classes: Uint8Array, size: number, scale: number): Uint8Array {
  const map = new Uint8Array(size * size);
  const votes = new Uint8Array(sushiClasses.length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      votes.fill(0);
      for (let down = 0; down < scale; down++) {
        const start = ((row * scale + down) * size + column) * scale;
        for (let at = start; at < start + scale; at++) votes[classes[at]]++;
      }
      let best = 0;
      for (let entry = 1; entry < votes.length; entry++) if (votes[entry] > votes[best]) best = entry;
      map[row * size + column] = best;
    }
  }
  return map;
}

/** Draws a label map in the classes' colours. */
export function labelMapImage(map: Uint8Array, size: number): Picture {
  const pixels = new Uint8Array(size * size * 3);
  for (let at = 0; at < size * size; at++) pixels.set(sushiClasses[map[at]].colour, at * 3);
  return { width: size, height: size, channels: 3, pixels };
}
