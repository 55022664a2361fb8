import { internalError } from "../error.ts";
import type { Host } from "../host.ts";
import { fitSquare } from "./fit-square.ts";
import { loadSvgRasteriser } from "./load-svg-rasteriser.ts";
import { type Picture } from "./picture.ts";

/**
 * Renders a square SVG on white.
 *
 * Renders at least 128 px wide and then shrinks, which gives smoother thin lines.
 *
 * @param size - width and height of the result, px.
 * @returns RGB, `size × size`.
 */
export async function rasteriseSvg(svg: string, size: number, asset: Host["asset"]): Promise<Picture> {
  const Rasteriser = await loadSvgRasteriser(asset);
  const drawing = new Rasteriser(svg, { fitTo: { mode: "width", value: Math.max(size, 128) } });
  const image = drawing.render();
  try {
    const { width, height } = image;
    if (width !== height) throw internalError(`a square drawing of ${width} × ${height}`);
    return fitSquare({ width, height, channels: 4, pixels: new Uint8Array(image.pixels) }, size, 3);
  } finally {
    image.free();
    drawing.free();
  }
}
