import type { FileEntry, Files } from "../host.ts";
import { lastPart } from "./last-part.ts";
import type { FileTree } from "./picture-tree.ts";

/** A folder and all folders below it. */
export function folderTree(folder: FileEntry, found: readonly FileEntry[], files: Files): FileTree {
  return {
    name: lastPart(folder.path),
    path: folder.path,
    files: found.map(({ path, bytes, modified }) => ({ path, bytes, stamp: `${bytes}|${modified}` })),
    skipped: [],
    kind: { ja: "フォルダ", en: "a folder" },
    read: (file) => files.read(files.join(folder.path, file.path)),
  };
}
