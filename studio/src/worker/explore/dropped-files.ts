import type { FileEntry, Files } from "omakase/studio";
import type { DroppedFile } from "../train/upload-store.ts";

/** Folder of the dropped files. */
export const droppedFolder = "handed";

/** Returns dropped files as a read-only file tree. */
export function droppedFiles(dropped: readonly DroppedFile[]): Files {
  const at = new Map(dropped.map(({ path, file }) => [`${droppedFolder}/${path}`, file]));
  const found = (path: string): Blob => {
    const file = at.get(path);
    if (!file) throw new Error(`${path}: no such file was handed in`);
    return file;
  };
  const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
  const entryOf = (path: string, { size }: Blob): FileEntry => ({ path, kind: "file", bytes: size, modified: 0 });
  const readOnly = (): Promise<never> => Promise.reject(new Error("handed files are read only"));
  return {
    read: async (path) => bytesOf(found(path)),
    readRange: async (path, offset, length) => bytesOf(found(path).slice(offset, offset + length)),
    list: (path) => Promise.resolve([...at.keys()].filter((name) => name.startsWith(`${path}/`)).sort()),
    walk: (path) =>
      Promise.resolve(
        [...at]
          .filter(([name]) => name.startsWith(`${path}/`))
          .map(([name, file]) => entryOf(name.slice(path.length + 1), file))
          .sort((a, b) => (a.path < b.path ? -1 : 1)),
      ),
    stat: (path) => {
      const file = at.get(path);
      if (file) return Promise.resolve(entryOf(path, file));
      return Promise.resolve(path === droppedFolder ? { path, kind: "folder", bytes: 0, modified: 0 } : undefined);
    },
    size: (path) => Promise.resolve(at.get(path)?.size),
    join: (...parts) => parts.join("/"),
    write: readOnly,
    append: readOnly,
    remove: readOnly,
  };
}
