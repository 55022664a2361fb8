import { basename, resolve } from "node:path";
import { builtinNames, type Dataset } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import type { Named } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
import { heldBack, type RunConfig } from "../run/index.ts";
import { loadPictures } from "./load-pictures.ts";
import { readPicture } from "./read-picture.ts";
import type { Session } from "./session.ts";

/** A picture to be translated, and what it should become where that is known. */
export interface SourcePicture extends Named {
  readonly target?: Picture;
}

/** How many pictures of a built-in set, which has no end. */
export const usualCount = 36;

/**
 * The pictures of a source for a translator: a file is one picture; pairs bring their targets; of the pairs that the
 * run was trained on, only those are taken that it never saw.
 */
export async function sourcePictures(
  session: Session,
  source: string,
  config: RunConfig,
  count: number | undefined,
): Promise<SourcePicture[]> {
  const builtin = (builtinNames as readonly string[]).includes(source);
  const single = !builtin && (await session.host.files.entry(source))?.kind === "file" && !/\.zip$/i.test(source);
  if (single) return [{ name: basename(source), picture: await readPicture(session, source) }];
  const own = builtin ? source === config.source : resolve(source) === resolve(config.source);
  const wanted = own ? config.count : (count ?? (builtin ? usualCount : undefined));
  const pairs = await pairsOf(session, source, config, wanted);
  if (!pairs) return named(await loadPictures(session, source, { size: config.size, count: wanted }), count);
  const all = own ? heldBack(pairs, config).heldOut : pairs;
  const inputs = await named(all.inputs!, count ?? (builtin ? usualCount : undefined));
  return Promise.all(inputs.map(async (input, index) => ({ ...input, target: await all.picture(index) })));
}

/** The source as pairs; undefined when it holds none. */
async function pairsOf(
  session: Session,
  source: string,
  { size, reverse }: RunConfig,
  count: number | undefined,
): Promise<Dataset | undefined> {
  try {
    return await loadPictures(session, source, { size, count, reverse, pairs: true });
  } catch (error) {
    if (error instanceof OmakaseError && error.code === "source") return undefined;
    throw error;
  }
}

function named(pictures: Dataset, count = pictures.count): Promise<SourcePicture[]> {
  return Promise.all(
    Array.from({ length: Math.min(count, pictures.count) }, async (_, index) => ({
      name: pictures.nameOf(index),
      picture: await pictures.picture(index),
    })),
  );
}
