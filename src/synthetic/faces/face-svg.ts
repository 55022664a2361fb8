import { createAvatar, type Style } from "@dicebear/core";
import { random } from "../../tensor/index.ts";
import type { FaceStyle } from "./face-style.ts";

/** Samples face number `index`: for each attribute of the style, the index of its choice. */
export function sampleFaceChoices({ name, attributes }: FaceStyle, seed: number, index: number): Uint8Array {
  const chance = random(seed, name, index);
  return Uint8Array.from(attributes, ({ choices }) => {
    let left = chance.uniform() * choices.reduce((sum, { weight }) => sum + weight, 0);
    for (let place = 0; place < choices.length - 1; place++) {
      left -= choices[place].weight;
      if (left < 0) return place;
    }
    return choices.length - 1;
  });
}

/** Draws a face as SVG, and returns the drawing library's own description of every part. */
export function faceSvg(
  style: FaceStyle,
  chosen: ArrayLike<number>,
): { readonly svg: string; readonly parts: Readonly<Record<string, unknown>> } {
  const chosenOptions = style.attributes.map(({ choices }, at) => choices[chosen[at]].options);
  const options = Object.assign({ seed: style.name, ...style.constant }, ...chosenOptions) as object;
  const { svg, extra } = createAvatar(style.drawing as Style<object>, options).toJson();
  return { svg, parts: extra };
}
