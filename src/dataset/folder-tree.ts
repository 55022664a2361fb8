import type { FileEntry, Files } from "../host.ts";
import { baseName } from "./base-name.ts";
import type { FileTree } from "./picture-tree-source.ts";
import { datasetText } from "../text/index.ts";

/** Builds a file tree from a folder and all folders below it. */
export function folderTree(folder: FileEntry, found: readonly FileEntry[], files: Files): FileTree {
  return {
    name: baseName(folder.path),
    path: folder.path,
    files: found.map(({ path, bytes, modified }) => ({ path, bytes, stamp: `${bytes}|${modified}` })),
    skipped: [],
    kind: datasetText.folderTree.folder,
    read: (file) => files.read(files.join(folder.path, file.path)),
  };
}
