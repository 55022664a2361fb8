import {
  builtinNames,
  featureWeights,
  fit,
  inverter,
  openDataset,
  reconstruct,
  type Host,
  type Inverter,
  type Painter,
  type Picture,
} from "omakase";
import type { Jobs, ProgressListener } from "./look-jobs.ts";
import { lots, shownLatents } from "./drawn.ts";
import type { Runs } from "./runs.ts";
import { pictureOf, pixelsOf, type Pixels, type Shown } from "./shown.ts";

/** A picture as it was and as the model draws it. */
export interface FoundInside {
  /** As the model sees it: the middle square, of its size. */
  readonly before: Pixels;
  readonly after: Shown;
  /** How alike they are, dB. */
  readonly psnr: number;
  /** The same from 0, unlike, to 4, the same to the eye. */
  readonly grade: number;
}

/** Below these, dB, a picture is of the grade before. */
const grades = [14, 18, 22, 28] as const;
/** Searches that begin by chance: as many as are computed at a time, so the others cost nothing. */
const starts = 4;

/** Puts pictures into a model's latent space. */
export function inverting(runs: Runs, host: Host, jobs: Jobs) {
  const searches = new WeakMap<Painter, Promise<Inverter>>();

  async function latentOfPicture(artist: Painter, picture: Picture, steps: number, onProgress: ProgressListener) {
    if (artist.canEncode) {
      const [{ recipe, psnr }] = await reconstruct(artist, [picture]);
      return { latent: Float32Array.from(recipe.latent as readonly number[]), psnr };
    }
    const signal = jobs.begin("invert");
    let search = searches.get(artist);
    if (!search) {
      search = featureWeights(host).then((eye) => inverter(artist, eye));
      searches.set(artist, search);
      search.catch(() => searches.delete(artist));
    }
    const [found] = await (
      await search
    ).invert([picture], {
      steps,
      starts,
      signal,
      onProgress: ({ done, total }) =>
        onProgress({ done: done / total, doing: { ja: "さがしています", en: "searching" } }),
    });
    return found;
  }

  return {
    /**
     * @param given - a file, or pixels.
     * @param steps - of the search, where the model has no encoder.
     */
    async find(id: string, given: Blob | Pixels, steps: number, onProgress: ProgressListener): Promise<FoundInside> {
      const { artist } = await runs.ready(id);
      const picture =
        given instanceof Blob ? await host.codecs.decode(new Uint8Array(await given.arrayBuffer())) : pictureOf(given);
      const { size, channels } = artist.trained.picture;
      const { latent, psnr } = await latentOfPicture(artist, picture, steps, onProgress);
      const [after] = await shownLatents(artist, latent);
      return {
        before: pixelsOf(fit(picture, size, channels)),
        after,
        psnr,
        grade: grades.filter((least) => psnr >= least).length,
      };
    },
    /** A picture such as the model learned from, where that set can be drawn here; else one of its own. */
    async example(id: string, seed: number): Promise<Pixels> {
      const ready = await runs.ready(id);
      const { source, size, channels } = ready.run.config;
      if ((builtinNames as readonly string[]).includes(source))
        try {
          const dataset = await openDataset(source, host, { size, channels, count: 1, seed: 1 + seed });
          return pixelsOf(await dataset.picture(0));
        } catch {
          // the parts that it is drawn with are not there: one of the model's own does as well
        }
      const [{ pixels }] = await lots(ready, seed, 1);
      return pixels;
    },
  };
}
