import { basename } from "node:path";
import { isBuiltinDataset, datasetFromPictures, type Dataset } from "../../dataset/index.ts";
import type { FitMode, Picture } from "../../image/index.ts";
import { type ImageShape } from "../../model/index.ts";
import type { PictureSet } from "../../feature/index.ts";
import { loadPictures } from "./load-pictures.ts";
import { readPictureFile } from "./read-picture-file.ts";
import type { Session } from "../session.ts";

/** Images of one shape from several sources. */
export interface ConcatenatedPictures extends PictureSet {
  nameOf(index: number): string;
  picture(index: number): Promise<Picture>;
  fullPicture(index: number): Promise<Picture>;
}

/** Default number of images of a built-in set, which is unlimited. */
const builtinCount = 64;

/**
 * Opens the images of files, folders, archives and built-in sets, one after the other.
 *
 * @param fit - method that makes them square. Default `crop`.
 */
export async function openPictures(
  session: Session,
  sources: readonly string[],
  shape: ImageShape,
  count: number | undefined,
  fit: FitMode = "crop",
): Promise<ConcatenatedPictures> {
  const sets: Dataset[] = [];
  for (const source of sources) sets.push(await openPictureSource(session, source, { ...shape, fit }, count));
  const locations = sets.flatMap((set) => Array.from({ length: set.count }, (_, at) => ({ set, at })));
  return {
    ...shape,
    count: locations.length,
    nameOf: (index) => locations[index].set.nameOf(locations[index].at),
    picture: (index) => locations[index].set.picture(locations[index].at),
    fullPicture(index) {
      const { set, at } = locations[index];
      return set.fullPicture ? set.fullPicture(at) : set.picture(at);
    },
    async batch(indices) {
      const each = shape.channels * shape.size ** 2;
      const values = new Float32Array(indices.length * each);
      for (let at = 0; at < indices.length; at++) {
        const { set, at: place } = locations[indices[at]];
        values.set(await set.batch([place]), at * each);
      }
      return values;
    },
  };
}

/** Loads one source: a file is one image, anything else is a data set. */
async function openPictureSource(
  session: Session,
  source: string,
  { size, channels, fit }: ImageShape & { readonly fit: FitMode },
  count: number | undefined,
): Promise<Dataset> {
  const builtin = isBuiltinDataset(source);
  const isSinglePicture = !builtin && !/\.zip$|idx\d|ubyte/i.test(basename(source));
  if (isSinglePicture && (await session.host.files.stat(source))?.kind === "file") {
    const set = datasetFromPictures([await readPictureFile(session, source)], { size, channels, fit });
    return { ...set, nameOf: () => basename(source) };
  }
  return loadPictures(session, source, { size, channels, fit, count: count ?? (builtin ? builtinCount : undefined) });
}
