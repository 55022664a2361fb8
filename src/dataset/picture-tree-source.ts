import { OmakaseError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { SkippedFile } from "./dataset.ts";
import type { SinglePictureSource } from "./picture-source.ts";
import { untranslatedText, selectTags, type TagColumn } from "./tag.ts";
import { normalizePath, readTagsCsv } from "./tags-csv.ts";

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
    identity: tree.path,
    entries,
    tags,
    skipped: tree.skipped,
    notices,
    channels: 3,
    concurrency: 4,
    isCurrent: (key) => keys.has(key),
    async load(index) {
      const file = pictures[index];
      if (file.bytes === 0) throw unreadable(file.path, { ja: "空のファイル", en: "an empty file" });
      if (file.bytes > maxFileBytes)
        throw unreadable(file.path, { ja: "大きすぎるファイル", en: "a file that is too large" });
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
        label: { ja: "フォルダ", en: "folder" },
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
    notices.push({
      ja: `${untagged}枚の画像は tags.csv に書かれていないので、タグなしとして扱います。`,
      en: `${untagged} pictures are not in tags.csv and count as untagged.`,
    });
  }
  const surplus = table.files.length - matched.size;
  if (surplus > 0) {
    notices.push({
      ja: `tags.csv の${surplus}行は、画像が見つからないか重複しているので使いません。`,
      en: `${surplus} lines of tags.csv are not used: their picture is missing, or written twice.`,
    });
  }
  return { tags: selectTags(table.tags, rows), notices };
}

function unreadable(where: string, got: Text): OmakaseError {
  return new OmakaseError("picture", {
    where,
    expected: { ja: "画像", en: "a picture" },
    got,
    remedy: { ja: "画像ソフトで開けるか確かめてください", en: "See whether a picture program opens it" },
  });
}

function noPicturesError({ path, files, skipped, kind }: FileTree): OmakaseError {
  const count = files.length + skipped.length;
  return new OmakaseError("source", {
    where: path,
    expected: { ja: `画像の入った${kind.ja}`, en: `${kind.en} with pictures in it` },
    got:
      count === 0
        ? { ja: `空の${kind.ja}`, en: "nothing in it" }
        : { ja: `画像ではない${count}個のファイル`, en: `${count} files, none of them a picture` },
    remedy: {
      ja: "JPEG・PNG・WebP・GIF・AVIFの画像を入れるか、別の場所を指定してください",
      en: "Put JPEG, PNG, WebP, GIF or AVIF pictures there, or name another place",
    },
  });
}
