/** What one can begin a drawing with. A file of its own: drawing sushi and reading files is fetched when it is needed. */
import { drawSushi, fit, openDataset, showLabelMap, type Picture, type RunConfig } from "omakase";
import { browserHost } from "omakase/browser";

/** Not those that models learn from. */
const seed = 20_261;

/** See {@link drawStart}. */
export interface StartOptions {
  readonly config: RunConfig;
  /** px. */
  readonly side: number;
  readonly number: number;
  /** The address of the page's folder. */
  readonly base: string;
}

/** One of the inputs of the built-in set of pairs that a model learned from, by its number. */
export async function drawStart({ config, side, number, base }: StartOptions): Promise<Picture> {
  const { source, reverse } = config;
  if (source === "emoji") {
    const host = browserHost({ assets: new URL("asset/", base) });
    const dataset = await openDataset(source, host, { size: side, pairs: true, reverse, count: 12, seed });
    return await dataset.inputs!.picture(number);
  }
  const camera = source === "sushi-camera" ? "free" : "calm";
  const drawn = drawSushi(number, { seed, size: side, camera, labelMap: true });
  return fit(reverse ? drawn.picture : showLabelMap(drawn.labelMap!, side), side, 3);
}

/**
 * A picture from a file, cut to a square of `side` px.
 *
 * @throws OmakaseError `picture` when the file is none.
 */
export async function readPicture(file: Blob, side: number): Promise<Picture> {
  const picture = await browserHost().codecs.decode(new Uint8Array(await file.arrayBuffer()));
  return fit(picture, side, 3);
}
