import {
  isBuiltinDataset,
  loadFeatureWeights,
  fitSquare,
  createInverter,
  openDataset,
  reconstruct,
  type Host,
  type Inverter,
  type Sampler,
  type Picture,
} from "omakase/studio";
import { decodeFile } from "../decode-file.ts";
import type { TaskRunner, TaskProgressListener } from "./tasks.ts";
import { renderPoint, renderRandomPictures } from "../render.ts";
import type { RunCache } from "../run-cache.ts";
import { pictureFromPixels, pixelsFromPicture, type Pixels, type RenderedPicture } from "../rendered-picture.ts";

/** Input picture and its reconstruction. */
export interface InversionResult {
  /** Input as the model sees it: the central square at the model's size. */
  readonly input: Pixels;
  readonly reconstruction: RenderedPicture;
  /** Peak signal-to-noise ratio, dB. */
  readonly psnr: number;
  /** Similarity grade, 0 (unlike) … 4 (visually identical). */
  readonly grade: number;
}

/** PSNR thresholds of the grades, dB. */
const gradeThresholds = [14, 18, 22, 28] as const;
/** Number of random restarts; they run in one batch, so more than one costs nothing. */
const restarts = 4;

/** Creates the service that inverts pictures into a model's latent space. */
export function createInversionService(runs: RunCache, host: Host, jobs: TaskRunner) {
  const inverters = new WeakMap<Sampler, Promise<Inverter>>();

  async function invertPicture(sampler: Sampler, picture: Picture, steps: number, onProgress: TaskProgressListener) {
    if (sampler.canEncode) {
      return (await reconstruct(sampler, [picture]))[0];
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
     * Inverts a picture.
     *
     * @param given - file or pixels.
     * @param steps - optimisation steps of a model without an encoder.
     */
    async invert(
      id: string,
      given: Blob | Pixels,
      steps: number,
      onProgress: TaskProgressListener,
    ): Promise<InversionResult> {
      const { sampler } = await runs.load(id);
      const picture = given instanceof Blob ? await decodeFile(given) : pictureFromPixels(given);
      const { size, channels } = sampler.trained.picture;
      const { point, psnr } = await invertPicture(sampler, picture, steps, onProgress);
      const reconstruction = await renderPoint(sampler, point);
      return {
        input: pixelsFromPicture(fitSquare(picture, size, channels)),
        reconstruction,
        psnr,
        grade: gradeThresholds.filter((least) => psnr >= least).length,
      };
    },
    /** Returns a picture of the model's training set if it can be generated here; otherwise a sample of the model. */
    async example(id: string, seed: number): Promise<Pixels> {
      const ready = await runs.load(id);
      const { source, size, channels } = ready.run.config;
      if (isBuiltinDataset(source))
        try {
          const dataset = await openDataset(source, host, { size, channels, count: 1, seed: 1 + seed });
          return pixelsFromPicture(await dataset.picture(0));
        } catch {
          // its assets are missing: a sample of the model serves as well
        }
      const [{ pixels }] = await renderRandomPictures(ready, seed, 1);
      return pixels;
    },
  };
}
