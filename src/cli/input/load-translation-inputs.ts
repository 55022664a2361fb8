import { basename, resolve } from "node:path";
import { isBuiltinDataset, type Dataset } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import type { NamedImage } from "../../sample/index.ts";
import type { Picture } from "../../image/index.ts";
import { splitHeldOut, type RunConfig } from "../../run/index.ts";
import { loadPictures } from "./load-pictures.ts";
import { readPictureFile } from "./read-picture-file.ts";
import type { Session } from "../session.ts";

/** Input image of a translation, with its target where one is known. */
export interface TranslationInput extends NamedImage {
  readonly target?: Picture;
}

/** Default number of images of a built-in set, which is unlimited. */
export const defaultTranslationCount = 36;

/**
 * Loads the inputs of a translator from a source: a file is one image; pairs come with their targets; of the pairs that
 * the run was trained on, only the held-out ones are loaded.
 */
export async function loadTranslationInputs(
  session: Session,
  source: string,
  config: RunConfig,
  count: number | undefined,
): Promise<TranslationInput[]> {
  const builtin = isBuiltinDataset(source);
  const isSinglePicture =
    !builtin && (await session.host.files.stat(source))?.kind === "file" && !/\.zip$/i.test(source);
  if (isSinglePicture) return [{ name: basename(source), picture: await readPictureFile(session, source) }];
  const isTrainingSource = builtin ? source === config.source : resolve(source) === resolve(config.source);
  const loadCount = isTrainingSource ? config.count : (count ?? (builtin ? defaultTranslationCount : undefined));
  const pairs = await loadPairs(session, source, config, loadCount);
  if (!pairs) return namedPictures(await loadPictures(session, source, { size: config.size, count: loadCount }), count);
  const all = isTrainingSource ? splitHeldOut(pairs, config).heldOut : pairs;
  const inputs = await namedPictures(all.inputs!, count ?? (builtin ? defaultTranslationCount : undefined));
  return Promise.all(inputs.map(async (input, index) => ({ ...input, target: await all.picture(index) })));
}

/** Opens a source as pairs; undefined when it holds none. */
async function loadPairs(
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

function namedPictures(pictures: Dataset, count = pictures.count): Promise<TranslationInput[]> {
  return Promise.all(
    Array.from({ length: Math.min(count, pictures.count) }, async (_, index) => ({
      name: pictures.nameOf(index),
      picture: await pictures.picture(index),
    })),
  );
}
