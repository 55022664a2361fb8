import type { Host } from "../host.ts";
import { loadSvgRasteriser, type Picture } from "../image/index.ts";
import type { Figure } from "./figure.ts";
import { theme } from "./theme.ts";

/** Options of {@link rasterise}. */
export interface RasteriseOptions {
  /** Device pixels per CSS pixel. Default 2, sharp on current screens and in print. */
  readonly scale?: number;
}

/**
 * Renders a figure as PNG bytes. It needs no display and gives the same pixels on every host.
 *
 * @returns bytes of an opaque PNG, `scale` times the figure's size.
 */
export async function figurePng(
  figure: Figure,
  asset: Host["asset"],
  options: RasteriseOptions = {},
): Promise<Uint8Array> {
  return render(figure, asset, options, (image) => image.asPng());
}

/**
 * Renders a figure as RGBA pixels, opaque.
 *
 * @returns picture of 4 channels, `scale` times the figure's size.
 */
export async function rasterise(
  figure: Figure,
  asset: Host["asset"],
  options: RasteriseOptions = {},
): Promise<Picture> {
  return render(figure, asset, options, ({ width, height, pixels }) => {
    return { width, height, channels: 4, pixels: new Uint8Array(pixels) };
  });
}

type Parts = Awaited<ReturnType<typeof load>>;
type Rendered = ReturnType<InstanceType<Parts["Resvg"]>["render"]>;

let parts: Promise<Parts> | undefined;

async function load(asset: Host["asset"]) {
  const [Resvg, regular, bold] = await Promise.all([
    loadSvgRasteriser(asset),
    asset("font-regular.ttf"),
    asset("font-bold.ttf"),
  ]);
  return { Resvg, fonts: [regular, bold] };
}

async function render<T>(
  figure: Figure,
  asset: Host["asset"],
  { scale = 2 }: RasteriseOptions,
  take: (image: Rendered) => T,
): Promise<T> {
  parts ??= load(asset);
  parts.catch(() => (parts = undefined));
  const { Resvg, fonts } = await parts;
  const family = theme.fontFamily.split(",")[0];
  const resvg = new Resvg(figure.svg, {
    font: { fontBuffers: fonts, defaultFontFamily: family, sansSerifFamily: family },
    fitTo: { mode: "zoom", value: scale },
    background: theme.paper,
  });
  const image = resvg.render();
  try {
    return take(image);
  } finally {
    image.free();
    resvg.free();
  }
}
