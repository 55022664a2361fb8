import { internalError } from "../error.ts";
import type { Host } from "../host.ts";
import { fitSquare } from "./fit-square.ts";
import { loadSvgRasteriser } from "./load-svg-rasteriser.ts";
import { type Picture } from "./picture.ts";

/**
 * A square drawing as pixels, RGB, `size × size`, on white. Drawn at least 128 px wide and then made smaller, because
 * thin lines come out smoother so.
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
