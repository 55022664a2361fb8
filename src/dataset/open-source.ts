import { OmakaseError } from "../error.ts";
import type { Host } from "../host.ts";
import type { Picture } from "../image/index.ts";
import { builtinDatasets, builtinSource } from "./builtin/builtin-source.ts";
import { folderTree } from "./folder-tree.ts";
import { idxSource, isIdxPath } from "./idx-source.ts";
import { pairTreeSource } from "./pair-tree-source.ts";
import { reversePairs, type PictureSource } from "./picture-source.ts";
import { pictureTreeSource, type FileTree } from "./picture-tree-source.ts";
import { zipTree } from "./zip-tree.ts";
import { datasetText } from "../text/index.ts";

/** Options of {@link openSource}. */
export interface FindSourceOptions {
  /** Number of pictures of an endless built-in set. */
  readonly count: number;
  /** Seed of a built-in set. */
  readonly seed: number;
  readonly pairs: boolean;
  readonly reverse: boolean;
}

/** Opens the source of a built-in name or a path. */
export async function openSource(name: string, host: Host, options: FindSourceOptions): Promise<PictureSource> {
  const builtin = await builtinSource(name, host, options);
  const source = builtin ?? (await storedSource(name, host, options));
  if (!options.pairs) return source;
  if (!source.pairs) throw noPairs(source);
  return builtin && options.reverse ? reversePairs(source) : source;
}

async function storedSource(name: string, host: Host, { pairs, reverse }: FindSourceOptions): Promise<PictureSource> {
  const { files, codecs } = host;
  const decode = (bytes: Uint8Array): Promise<Picture> => codecs.decode(bytes);
  const read = (tree: FileTree): Promise<PictureSource> =>
    pairs ? pairTreeSource(tree, decode, reverse) : pictureTreeSource(tree, decode);
  const entry = await files.stat(name);
  if (entry === undefined) throw notThere(name);
  if (entry.kind === "folder") {
    const found = await files.walk(entry.path);
    const idx = found.filter(({ path }) => isIdxPath(path));
    // A folder of MNIST holds a training and a test file: use the training pictures.
    const training = idx.find(({ path }) => /train/i.test(path)) ?? idx[0];
    if (training) return await idxSource(files.join(entry.path, training.path), training, files);
    return await read(folderTree(entry, found, files));
  }
  if (isIdxPath(entry.path)) return await idxSource(entry.path, entry, files);
  const start = await files.readRange(entry.path, 0, 4);
  // "PK", and then a file (3, 4) or, in an empty archive, the end (5, 6).
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] < 7) return await read(await zipTree(entry, files));
  throw new OmakaseError("source", { where: name, ...datasetText.openSource.unknownKind });
}

function noPairs({ name }: PictureSource): OmakaseError {
  return new OmakaseError("source", { where: name, ...datasetText.openSource.noPairs });
}

function notThere(source: string): OmakaseError {
  const names = builtinDatasets.join(", ");
  return new OmakaseError("source", { where: source, ...datasetText.openSource.notThere({ names }) });
}
