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
  throw new OmakaseError("source", {
    where: name,
    expected: { ja: "フォルダ・ZIP・IDXファイル", en: "a folder, a ZIP archive or an IDX file" },
    got: { ja: "別の種類のファイル", en: "another kind of file" },
    remedy: { ja: "画像の入ったフォルダかZIPを指定してください", en: "Name a folder or an archive of pictures" },
  });
}

function noPairs({ name }: PictureSource): OmakaseError {
  return new OmakaseError("source", {
    where: name,
    expected: { ja: "2枚で1組の画像", en: "pictures in pairs" },
    got: { ja: "1枚ずつの画像", en: "single pictures" },
    remedy: {
      ja: "sushi か emoji、または組になった画像のフォルダを指定してください",
      en: "Name sushi, emoji, or a folder of pairs",
    },
  });
}

function notThere(source: string): OmakaseError {
  const names = builtinDatasets.join(", ");
  return new OmakaseError("source", {
    where: source,
    expected: { ja: `画像のフォルダか内蔵データ（${names}）`, en: `a folder of pictures or a built-in set (${names})` },
    got: { ja: "何もない場所", en: "nothing at this path" },
    remedy: { ja: "パスのつづりを確かめてください", en: "Check the spelling of the path" },
  });
}
