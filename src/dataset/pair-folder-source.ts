import { OmakaseError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { SkippedFile } from "./dataset.ts";
import { selectEntries, type PicturePair, type PictureSource } from "./picture-source.ts";
import { pictureTreeSource, type FileTree, type TreeFile } from "./picture-tree-source.ts";
import { normalizePath } from "./tags-csv.ts";
import { datasetText } from "../text/index.ts";

/** Two folders of one tree. */
export interface PairFolders {
  /** Path of their parent, with a trailing `/`, or empty. */
  readonly parent: string;
  readonly input: string;
  readonly target: string;
}

/**
 * Opens pairs from two folders: pictures whose paths inside their folders are equal but for the extension and case. A
 * pair has the name of its target.
 *
 * @throws OmakaseError `source` when no name occurs in both.
 */
export async function pairFolderSource(
  tree: FileTree,
  { parent, input, target }: PairFolders,
  decode: (bytes: Uint8Array) => Promise<Picture>,
): Promise<PictureSource> {
  const targets = await pictureTreeSource(subTree(tree, `${parent}${target}/`, `${parent}tags.csv`), decode);
  const inputs = await pictureTreeSource(subTree(tree, `${parent}${input}/`), decode);
  const skipped: SkippedFile[] = [...tree.skipped];
  const index = (source: PictureSource, folder: string): Map<string, number> => {
    const places = new Map<string, number>();
    source.entries.forEach(({ name }, at) => {
      const plain = withoutEnding(name);
      if (!places.has(plain)) places.set(plain, at);
      else skipped.push({ file: `${folder}/${name}`, reason: datasetText.pairFolderSource.sameName });
    });
    return places;
  };
  const [targetOf, inputOf] = [index(targets, target), index(inputs, input)];
  const alone = (file: string, other: string): SkippedFile => ({
    file,
    reason: datasetText.pairFolderSource.noPartner({ other }),
  });
  for (const [plain, at] of targetOf)
    if (!inputOf.has(plain)) skipped.push(alone(`${target}/${targets.entries[at].name}`, input));
  for (const [plain, at] of inputOf)
    if (!targetOf.has(plain)) skipped.push(alone(`${input}/${inputs.entries[at].name}`, target));
  const matched = [...targetOf].flatMap(([plain, at]): [number, number][] => {
    const partner = inputOf.get(plain);
    return partner === undefined ? [] : [[at, partner]];
  });
  if (matched.length === 0) throw noMatch(tree.path, input, target);
  const chosen = selectEntries(
    targets,
    matched.map(([at]) => at),
  );
  const entries = matched.map(([at, partner]) => ({
    name: targets.entries[at].name,
    key: `${targets.entries[at].key}|${inputs.entries[partner].key}`,
  }));
  const keys = new Set(entries.map(({ key }) => key));
  return {
    ...chosen,
    pairs: true,
    identity: () => `${tree.path} pairs ${parent} ${input} ${target}`,
    entries,
    skipped,
    notices: [datasetText.pairFolderSource.readAsPairs({ input, target }), ...targets.notices],
    isCurrent: (key) => keys.has(key),
    async load(at, size) {
      const [mine, partner] = matched[at];
      const [target, input] = await Promise.all([targets.load(mine, size), inputs.load(partner, size)]);
      return sameShape(entries[at].name, { input, target });
    },
  };
}

/** Selects the files of one folder, with paths relative to it, and the `tags.csv` beside it. */
function subTree(tree: FileTree, folder: string, table?: string): FileTree {
  const inside = new Map<string, TreeFile>();
  for (const file of tree.files) {
    if (file.path.startsWith(folder)) inside.set(file.path.slice(folder.length), file);
    else if (file.path.toLowerCase() === table?.toLowerCase()) inside.set("tags.csv", file);
  }
  return {
    ...tree,
    files: [...inside].map(([path, file]) => ({ ...file, path })),
    skipped: [],
    read: ({ path }) => tree.read(inside.get(path)!),
  };
}

function withoutEnding(name: string): string {
  return normalizePath(name)
    .replace(/\.[^./]+$/, "")
    .toLowerCase();
}

/** Checks that the aspect ratios of a pair agree; the sizes may differ, as when one half was enlarged later. */
function sameShape(where: string, pair: PicturePair): PicturePair {
  const { input, target } = pair;
  const rounding = Math.max(input.width, input.height, target.width, target.height);
  if (Math.abs(input.width * target.height - target.width * input.height) <= rounding) return pair;
  const [first, second] = [input, target].map(({ width, height }) => `${width} × ${height}`);
  const got: Text = datasetText.pairFolderSource.shapes({ first, second });
  throw new OmakaseError("picture", { where, ...datasetText.pairFolderSource.sameShape({ got }) });
}

function noMatch(where: string, input: string, target: string): OmakaseError {
  return new OmakaseError("source", { where, ...datasetText.pairFolderSource.noMatch({ input, target }) });
}
