import { identifyDesign, random, renderCandidates, resize, sampleDesign } from "omakase/studio";
import { pictureFromPixels, pixelsFromPicture, type Pixels } from "../rendered-picture.ts";
import type { LoadedRun, RunCache } from "../run-cache.ts";

/** Side of a thumbnail, px: lists show it at 44 px. */
const side = 88;
/** Seed of the pictures of lists. */
const seed = 3;
/** Factor of the latent: nearer to the mean than a draw. */
const truncation = 0.6;

/** Creates the service that draws a small picture of each model for lists. */
export function createThumbnailService(runs: RunCache) {
  return {
    draw: async (id: string): Promise<Pixels> => {
      const pixels = await runs.borrow(id, example);
      if (pixels.width <= side) return pixels;
      return pixelsFromPicture(resize(pictureFromPixels(pixels), side, side));
    },
  };
}

/** Draws a usual picture; a model that translates translates a template. */
async function example(ready: LoadedRun): Promise<Pixels> {
  const { run } = ready;
  if (run.config.model === "pix2pix") {
    const { templateOf, translateDrawing } = await import("../translate/translation-service.ts");
    return await translateDrawing(ready, await templateOf(run.config, 0));
  }
  await ready.accelerate(); // the slow device would hold up other requests
  const { sampler, designSpace } = ready;
  const { values, latent } = sampleDesign(designSpace, random(seed, "thumbnail"));
  const candidate = identifyDesign({ values, latent: Float32Array.from(latent, (value) => truncation * value) });
  const [{ picture }] = await renderCandidates(sampler, [candidate], { batch: 1 });
  return pixelsFromPicture(picture);
}
