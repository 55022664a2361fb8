import { OmakaseError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { SkippedFile } from "./dataset.ts";
import type { SinglePictureSource } from "./picture-source.ts";
import { untranslatedText, selectTags, type TagColumn } from "./tag.ts";
import { normalizePath, readTagsCsv } from "./tags-csv.ts";
import { datasetText } from "../text/index.ts";

/** Maximum bytes of a file that is read: no picture is larger, but a compressed archive can claim more. */
const maxFileBytes = 256 * 2 ** 20;

/** File tree: a folder or an archive. */
export interface FileTree {
  readonly name: string;
  /** Full path. */
  readonly path: string;
  readonly files: readonly TreeFile[];
  /** Unreadable files. */
  readonly skipped: readonly SkippedFile[];
  /** Kind for messages: a folder, an archive. */
  readonly kind: Text;
  read(file: TreeFile): Promise<Uint8Array>;
}

/** File of a {@link FileTree}. */
export interface TreeFile {
  /** Relative path, parts separated by `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Stamp that changes whenever the content may have changed. */
  readonly stamp: string;
}

/**
 * Opens the pictures of a file tree. Labels come from a `tags.csv` at its top (or at the top of its only folder), else
 * from the sub-folders: where the paths first differ, each folder is one choice of the tag `folder`.
 *
 * @param decode - decodes bytes to a picture.
 * @throws OmakaseError `source` when the tree has no picture, or its `tags.csv` is invalid.
 */
export async function pictureTreeSource(
  tree: FileTree,
  decode: (bytes: Uint8Array) => Promise<Picture>,
): Promise<SinglePictureSource> {
  const pictures = tree.files.filter(({ path }) => isPicturePath(path));
  if (pictures.length === 0) throw noPicturesError(tree);
  const paths = pictures.map(({ path }) => path);
  const common = commonFolder(paths);
  const table = tree.files.find(({ path }) => {
    const normal = path.toLowerCase();
    return normal === "tags.csv" || normal === `${common}tags.csv`.toLowerCase();
  });
  const { tags, notices } =
    table === undefined
      ? { tags: tagsOfFolders(paths, common), notices: [] }
      : tagsOfTable(await tree.read(table), table.path, `${tree.path}/${table.path}`, paths);
  const entries = pictures.map(({ path, stamp }) => ({ name: path, key: `${path}|${stamp}` }));
  const keys = new Set(entries.map(({ key }) => key));
  return {
    name: tree.name,
    identity: () => tree.path,
    entries,
    tags,
    skipped: tree.skipped,
    notices,
    channels: 3,
    concurrency: 4,
    isCurrent: (key) => keys.has(key),
    async load(index) {
      const file = pictures[index];
      if (file.bytes === 0) throw unreadable(file.path, datasetText.pictureTreeSource.emptyFile);
      if (file.bytes > maxFileBytes) throw unreadable(file.path, datasetText.pictureTreeSource.fileTooLarge);
      return await decode(await tree.read(file));
    },
  };
}

/** Tells whether a file name has the extension of a picture. */
export function isPicturePath(path: string): boolean {
  return /\.(jpe?g|jfif|png|webp|gif|avif|tiff?|bmp|hei[cf])$/i.test(path);
}

/** Finds the longest common folder of the paths, with a trailing `/`; empty if they differ at once. */
export function commonFolder(paths: readonly string[]): string {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
  let common = folderOf(paths[0]);
  for (const path of paths) {
    while (!path.startsWith(common)) common = folderOf(common.slice(0, -1));
  }
  return common;
}

function tagsOfFolders(paths: readonly string[], common: string): TagColumn[] {
  const folders = paths.map((path) => {
    const rest = path.slice(common.length);
    return rest.includes("/") ? rest.slice(0, rest.indexOf("/")).normalize("NFC") : undefined;
  });
  const choices = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  if (choices.length < 2) return [];
  const places = new Map(choices.map((choice, place) => [choice, place]));
  return [
    {
      tag: {
        name: "folder",
        label: datasetText.pictureTreeSource.folder,
        kind: "category",
        choices: choices.map((choice) => ({ name: choice, label: untranslatedText(choice) })),
      },
      values: Float32Array.from(folders, (folder) => (folder === undefined ? NaN : places.get(folder)!)),
    },
  ];
}

function tagsOfTable(
  bytes: Uint8Array,
  path: string,
  where: string,
  paths: readonly string[],
): { tags: TagColumn[]; notices: Text[] } {
  const table = readTagsCsv(bytes, where);
  const notices = [...table.notices];
  const folder = normalizePath(path.slice(0, path.lastIndexOf("/") + 1));
  const exact = new Map<string, number>();
  const loose = new Map<string, number>();
  table.files.forEach((file, row) => {
    exact.set(folder + file, row);
    loose.set((folder + file).toLowerCase(), row);
  });
  const matched = new Set<number>();
  const rows = paths.map((name) => {
    const normal = normalizePath(name);
    const row = exact.get(normal) ?? loose.get(normal.toLowerCase()) ?? -1;
    if (row >= 0) matched.add(row);
    return row;
  });
  const untagged = rows.filter((row) => row < 0).length;
  if (untagged > 0) {
    notices.push(datasetText.pictureTreeSource.untaggedPictures({ untagged }));
  }
  const surplus = table.files.length - matched.size;
  if (surplus > 0) {
    notices.push(datasetText.pictureTreeSource.surplusLines({ surplus }));
  }
  return { tags: selectTags(table.tags, rows), notices };
}

function unreadable(where: string, got: Text): OmakaseError {
  return new OmakaseError("picture", { where, ...datasetText.pictureTreeSource.unreadable({ got }) });
}

function noPicturesError({ path, files, skipped, kind }: FileTree): OmakaseError {
  const count = files.length + skipped.length;
  return new OmakaseError("source", { where: path, ...datasetText.pictureTreeSource.noPictures({ kind, count }) });
}
