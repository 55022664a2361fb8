import { createAvatar } from "@dicebear/core";
import { internal } from "../../error.ts";
import type { Host } from "../../host.ts";
import { fit, svgRasteriser, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import type { FaceStyle } from "./face-style.ts";

/** What face number `index` looks like: for each attribute of the style, the place of its choice. */
export function faceChoices({ name, attributes }: FaceStyle, seed: number, index: number): Uint8Array {
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

/** A face as SVG, and what the drawing library says of it: its own words for every part. */
export function faceSvg(
  style: FaceStyle,
  chosen: ArrayLike<number>,
): { readonly svg: string; readonly parts: Readonly<Record<string, unknown>> } {
  const chosenOptions = style.attributes.map(({ choices }, at) => choices[chosen[at]].options);
  const options = Object.assign({ seed: style.name, ...style.constant }, ...chosenOptions) as object;
  const { svg, extra } = createAvatar(style.drawing, options).toJson();
  return { svg, parts: extra };
}

/**
 * A face as pixels, RGB, `size × size`. Drawn at least 128 px wide and then made smaller, because thin lines come out
 * smoother so.
 */
export async function drawFace(
  style: FaceStyle,
  chosen: ArrayLike<number>,
  size: number,
  asset: Host["asset"],
): Promise<Picture> {
  const Rasteriser = await svgRasteriser(asset);
  const svg = new Rasteriser(faceSvg(style, chosen).svg, { fitTo: { mode: "width", value: Math.max(size, 128) } });
  const image = svg.render();
  try {
    const { width, height } = image;
    if (width !== height) throw internal(`a face of ${width} × ${height}`);
    return fit({ width, height, channels: 4, pixels: new Uint8Array(image.pixels) }, size, 3);
  } finally {
    image.free();
    svg.free();
  }
}
