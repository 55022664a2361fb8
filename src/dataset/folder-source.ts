import type { FileEntry, Host } from "../host.ts";
import { lastPart } from "./last-part.ts";
import type { PictureSource } from "./picture-source.ts";
import { picturesOfTree } from "./picture-tree.ts";

/** The pictures in a folder and in all folders below it; see {@link picturesOfTree} for the labels. */
export async function folderSource(
  folder: FileEntry,
  files: readonly FileEntry[],
  { files: disk, codecs }: Host,
): Promise<PictureSource> {
  return await picturesOfTree(
    {
      name: lastPart(folder.path),
      path: folder.path,
      files: files.map(({ path, bytes, modified }) => ({ path, bytes, stamp: `${bytes}|${modified}` })),
      skipped: [],
      kind: { ja: "フォルダ", en: "a folder" },
      read: (file) => disk.read(disk.join(folder.path, file.path)),
    },
    (bytes) => codecs.decode(bytes),
  );
}
