import {
  builtinDatasets,
  loadFeatureWeights,
  fitSquare,
  createInverter,
  openDataset,
  reconstruct,
  type Host,
  type Inverter,
  type Sampler,
  type Picture,
} from "omakase";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { renderRandomPictures, renderLatentPictures } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type Pixels, type RenderedPicture } from "../rendered-picture.ts";

/** A picture as it was and as the model draws it. */
export interface InversionResult {
  /** As the model sees it: the middle square, of its size. */
  readonly input: Pixels;
  readonly reconstruction: RenderedPicture;
  /** How alike they are, dB. */
  readonly psnr: number;
  /** The same from 0, unlike, to 4, the same to the eye. */
  readonly grade: number;
}

/** Below these, dB, a picture is of the grade before. */
const gradeThresholds = [14, 18, 22, 28] as const;
/** Searches that begin by chance: as many as are computed at a time, so the others cost nothing. */
const restarts = 4;

/** Puts pictures into a model's latent space. */
export function createInversionService(runs: RunCache, host: Host, jobs: TaskRunner) {
  const inverters = new WeakMap<Sampler, Promise<Inverter>>();

  async function invertPicture(sampler: Sampler, picture: Picture, steps: number, onProgress: TaskProgressListener) {
    if (sampler.canEncode) {
      const [{ recipe, psnr }] = await reconstruct(sampler, [picture]);
      return { latent: Float32Array.from(recipe.latent as readonly number[]), psnr };
    }
    const signal = jobs.begin("invert");
    let search = inverters.get(sampler);
    if (!search) {
      search = loadFeatureWeights(host).then((eye) => createInverter(sampler, eye));
      inverters.set(sampler, search);
      search.catch(() => inverters.delete(sampler));
    }
    const [found] = await (
      await search
    ).invert([picture], {
      steps,
      restarts,
      signal,
      onProgress: ({ done, total }) =>
        onProgress({ fraction: done / total, activity: { ja: "さがしています", en: "searching" } }),
    });
    return found;
  }

  return {
    /**
     * @param given - a file, or pixels.
     * @param steps - of the search, where the model has no encoder.
     */
    async invert(
      id: string,
      given: Blob | Pixels,
      steps: number,
      onProgress: TaskProgressListener,
    ): Promise<InversionResult> {
      const { sampler } = await runs.load(id);
      const picture =
        given instanceof Blob
          ? await host.codecs.decode(new Uint8Array(await given.arrayBuffer()))
          : pictureFromPixels(given);
      const { size, channels } = sampler.trained.picture;
      const { latent, psnr } = await invertPicture(sampler, picture, steps, onProgress);
      const [reconstruction] = await renderLatentPictures(sampler, latent);
      return {
        input: pixelsFromPicture(fitSquare(picture, size, channels)),
        reconstruction,
        psnr,
        grade: gradeThresholds.filter((least) => psnr >= least).length,
      };
    },
    /** A picture such as the model learned from, where that set can be drawn here; else one of its own. */
    async example(id: string, seed: number): Promise<Pixels> {
      const ready = await runs.load(id);
      const { source, size, channels } = ready.run.config;
      if ((builtinDatasets as readonly string[]).includes(source))
        try {
          const dataset = await openDataset(source, host, { size, channels, count: 1, seed: 1 + seed });
          return pixelsFromPicture(await dataset.picture(0));
        } catch {
          // the parts that it is drawn with are not there: one of the model's own does as well
        }
      const [{ pixels }] = await renderRandomPictures(ready, seed, 1);
      return pixels;
    },
  };
}
