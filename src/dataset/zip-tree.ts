import type { FileEntry, Files } from "../host.ts";
import type { SkippedFile } from "./dataset.ts";
import { baseName } from "./base-name.ts";
import type { FileTree, TreeFile } from "./picture-tree-source.ts";
import { readZipDirectory, readZipEntry, type ZipEntry } from "./zip-directory.ts";
import { datasetText } from "../text/index.ts";

/** Builds a file tree from a ZIP archive. Unpacks nothing to disk, and one file at a time into memory. */
export async function zipTree(archive: FileEntry, files: Files): Promise<FileTree> {
  const found = new Map<string, ZipEntry>();
  const skipped: SkippedFile[] = [];
  for (const entry of await readZipDirectory(files, archive.path)) {
    const parts = entry.path.replaceAll("\\", "/").split("/");
    const hidden = parts.some((part) => part === "__MACOSX" || (part.startsWith(".") && !/^\.\.?$/.test(part)));
    if (hidden || parts.at(-1) === "") continue;
    const path = parts.join("/");
    // These names are never written, but an archive that tries to leave its folder is suspicious.
    if (parts.includes("..") || /^(\/|[a-z]:)/i.test(path)) {
      skipped.push({ file: path, reason: datasetText.zipTree.outside });
    } else found.set(path, entry);
  }
  const entryOf = ({ path }: TreeFile): ZipEntry => found.get(path)!;
  return {
    name: baseName(archive.path).replace(/\.zip$/i, ""),
    path: archive.path,
    files: [...found]
      .map(([path, { bytes, checksum }]) => ({ path, bytes, stamp: `${bytes}|${checksum}` }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    skipped,
    kind: datasetText.zipTree.archive,
    read: (file) => readZipEntry(files, archive.path, entryOf(file)),
  };
}
