import {
  encodePng,
  exportOnnx,
  packRun,
  recipeText,
  resize,
  trainedRun,
  referenceDevice,
  upscale,
  type Picture,
  type Recipe,
} from "omakase/studio";
import { browserHost } from "omakase/browser";
import { pictureFromPixels, pixelsFromPicture, type Pixels } from "../rendered-picture.ts";
import type { RunCache } from "../run-cache.ts";

/** Creates the service that makes files of models and pictures. */
export function createExportService(runs: RunCache) {
  return {
    /** Packs a model in half precision, as `omakase export --site` does; any page or program of omakase opens it. */
    modelFile: async (id: string): Promise<Uint8Array> =>
      await packRun((await runs.load(id)).run, { float16: true, gzipped: true }),
    /** Writes the networks that draw as ONNX. */
    async onnx(id: string): Promise<Uint8Array> {
      const { run } = await runs.load(id);
      const { model, picture, weights } = trainedRun(run, referenceDevice());
      return await exportOnnx(model, picture, weights, { run: run.name });
    },
    /** Encodes a picture as PNG of another size, with its recipe; twice the size and more keeps edges sharp. */
    async png(
      { pixels, recipe }: { readonly pixels: Pixels; readonly recipe: Recipe },
      size: number,
    ): Promise<Uint8Array> {
      return encodePng(await enlarge(pixels, size), recipeText(recipe));
    },
    /** Enlarges a picture to a side of `size` px as {@link png} does. */
    enlarged: async (pixels: Pixels, size: number): Promise<Pixels> => pixelsFromPicture(await enlarge(pixels, size)),
  };

  async function enlarge(pixels: Pixels, size: number): Promise<Picture> {
    const picture = pictureFromPixels(pixels);
    const scale = size / picture.width;
    const { device, prepare } = await runs.device();
    await prepare?.();
    const factor = scale < 2 ? 1 : scale < 4 ? 2 : 4;
    const [large] = await upscale([picture], { host: browserHost({ assets: runs.assets }), device, factor });
    return resize(large, size, size);
  }
}
