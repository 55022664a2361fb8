import { basename } from "node:path";
import { builtinNames, fromPictures, type Dataset } from "../dataset/index.ts";
import type { Picture } from "../image/index.ts";
import { type ImageShape } from "../model/index.ts";
import type { PictureSet } from "../score/index.ts";
import { loadPictures } from "./load-pictures.ts";
import { readPicture } from "./read-picture.ts";
import type { Session } from "./session.ts";

/** Pictures of one shape from several places. */
export interface GatheredPictures extends PictureSet {
  nameOf(index: number): string;
  picture(index: number): Promise<Picture>;
}

/** How many pictures of a built-in set, which has no end. */
const usualCount = 64;

/** The pictures of files, folders, archives and built-in sets, one after the other. */
export async function gatherPictures(
  session: Session,
  sources: readonly string[],
  shape: ImageShape,
  count: number | undefined,
): Promise<GatheredPictures> {
  const sets: Dataset[] = [];
  for (const source of sources) sets.push(await open(session, source, shape, count));
  const places = sets.flatMap((set) => Array.from({ length: set.count }, (_, at) => ({ set, at })));
  return {
    ...shape,
    count: places.length,
    nameOf: (index) => places[index].set.nameOf(places[index].at),
    picture: (index) => places[index].set.picture(places[index].at),
    async batch(indices) {
      const each = shape.channels * shape.size ** 2;
      const values = new Float32Array(indices.length * each);
      for (let at = 0; at < indices.length; at++) {
        const { set, at: place } = places[indices[at]];
        values.set(await set.batch([place]), at * each);
      }
      return values;
    },
  };
}

/** A file is one picture; anything else is a data set. */
async function open(
  session: Session,
  source: string,
  { size, channels }: ImageShape,
  count: number | undefined,
): Promise<Dataset> {
  const builtin = (builtinNames as readonly string[]).includes(source);
  const single = !builtin && !/\.zip$|idx\d|ubyte/i.test(basename(source));
  if (single && (await session.host.files.entry(source))?.kind === "file") {
    const set = fromPictures([await readPicture(session, source)], { size, channels });
    return { ...set, nameOf: () => basename(source) };
  }
  return loadPictures(session, source, { size, channels, count: count ?? (builtin ? usualCount : undefined) });
}
