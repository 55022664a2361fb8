import { OmakaseError, type Text } from "../error.ts";
import { crop, type Picture } from "../image/index.ts";
import { pairFolderSource } from "./pair-folder-source.ts";
import { pairRoles } from "./pair-roles.ts";
import type { PictureSource, SinglePictureSource } from "./picture-source.ts";
import { commonFolder, isPicturePath, pictureTreeSource, type FileTree } from "./picture-tree-source.ts";
import { datasetText } from "../text/index.ts";

/** Maximum number of pictures probed for the side-by-side layout. */
const maxProbes = 8;

/**
 * Opens the pairs of a file tree: side by side in one picture, or in two folders with the same names. Two folders with
 * unknown names, such as `train` and `val`, may also hold pictures side by side: some pictures are probed.
 *
 * @param reverse - whether to swap inputs and targets.
 * @throws OmakaseError `source` when there are no pairs, or no two names match.
 */
export async function pairTreeSource(
  tree: FileTree,
  decode: (bytes: Uint8Array) => Promise<Picture>,
  reverse: boolean,
): Promise<PictureSource> {
  const all = await pictureTreeSource(tree, decode);
  const folders = twoFolders(tree);
  const roles = folders && pairRoles(folders.names[0], folders.names[1]);
  if (!roles?.isCertain) {
    const shape = await probe(all);
    if (shape === undefined) return sideBySide(all, reverse);
    if (!roles) throw noPairs(tree.path, shape);
  }
  const [input, target] = reverse ? [roles.target, roles.input] : [roles.input, roles.target];
  return await pairFolderSource(tree, { parent: folders!.parent, input, target }, decode);
}

/** Finds the two folders that hold all pictures, relative to their parent. */
function twoFolders({ files }: FileTree): { parent: string; names: [string, string] } | undefined {
  const paths = files.map(({ path }) => path).filter(isPicturePath);
  const parent = commonFolder(paths);
  const rest = paths.map((path) => path.slice(parent.length));
  const names = [...new Set(rest.map((path) => path.slice(0, path.indexOf("/") + 1).slice(0, -1)))];
  return names.length === 2 && !names.includes("") ? { parent, names: [names[0], names[1]] } : undefined;
}

/**
 * Probes pictures for the side-by-side layout.
 *
 * @returns undefined when some picture is twice as wide as high; else a description of the first one.
 */
async function probe({ entries, load }: SinglePictureSource): Promise<Text | undefined> {
  let first: Text | undefined;
  const count = Math.min(maxProbes, entries.length);
  for (let at = 0; at < count; at++) {
    try {
      const index = Math.floor((at * entries.length) / count);
      splitInHalf(entries[index].name, await load(index, 0));
      return undefined;
    } catch (error) {
      if (!(error instanceof OmakaseError)) throw error;
      first ??= error.errorParts.got;
    }
  }
  return first;
}

function sideBySide(all: SinglePictureSource, reverse: boolean): PictureSource {
  const [from, to]: [Text, Text] = [datasetText.pairTreeSource.leftHalf, datasetText.pairTreeSource.rightHalf];
  const [input, target] = reverse ? [to, from] : [from, to];
  return {
    ...all,
    pairs: true,
    identity: () => `${all.identity()} pairs side by side ${reverse}`,
    notices: [...all.notices, datasetText.pairTreeSource.readAsPairs({ input, target })],
    async load(index, size) {
      const { left, right } = splitInHalf(all.entries[index].name, await all.load(index, size));
      return reverse ? { input: right, target: left } : { input: left, target: right };
    },
  };
}

/**
 * Splits a picture into its left and right half.
 *
 * @throws OmakaseError `picture` when it is not twice as wide as high.
 */
function splitInHalf(name: string, picture: Picture): { readonly left: Picture; readonly right: Picture } {
  const { width, height } = picture;
  if (width === 2 * height) {
    return { left: crop(picture, 0, 0, height, height), right: crop(picture, height, 0, height, height) };
  }
  throw new OmakaseError("picture", { where: name, ...datasetText.pairTreeSource.splitInHalf({ width, height }) });
}

function noPairs(where: string, got: Text): OmakaseError {
  return new OmakaseError("source", { where, ...datasetText.pairTreeSource.noPairs({ got }) });
}
