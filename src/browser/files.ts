import { OmakaseError } from "../error.ts";
import type { FileEntry, Files } from "../host.ts";
import { storageError } from "./storage-error.ts";
import { appendBytes, replaceFile } from "./write-storage-file.ts";
import { joinPath, pathSegments } from "./storage-path.ts";
import { browserText } from "../text/index.ts";

/**
 * Files in the origin private file system (OPFS), in pages and in workers. Other origins cannot see
 * them, and they stay until the person clears the site's data; a browser short of room may do so by itself, unless
 * the page has asked it not to (`navigator.storage.persist()`).
 */
export const browserFiles: Files = {
  read: (path) => readWithRetry(path, async (file) => new Uint8Array(await file.arrayBuffer())),

  readRange: (path, offset, length) =>
    readWithRetry(path, async (file) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())),

  async write(path, bytes) {
    const { parent, name } = parentAndName(path);
    const draft = `.${name}.${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}.draft`;
    let folder: FileSystemDirectoryHandle | undefined;
    try {
      folder = await folderAt(parent, true);
      const file = await folder.getFileHandle(draft, { create: true });
      await appendBytes(file, typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
      await replaceFile(file, folder, name);
    } catch (error) {
      // The error to report is that of the write, not of the clean-up.
      await folder?.removeEntry(draft).catch(() => undefined);
      throw storageError(error, path, "write");
    }
  },

  async append(path, text) {
    const { parent, name } = parentAndName(path);
    try {
      await storageRoot();
      // Only one writer may have the file open; others, also in other tabs, wait.
      await navigator.locks.request(`omakase ${[...parent, name].join("/")}`, async () => {
        const folder = await folderAt(parent, true);
        await appendBytes(await folder.getFileHandle(name, { create: true }), new TextEncoder().encode(text));
      });
    } catch (error) {
      throw storageError(error, path, "write");
    }
  },

  async list(path) {
    try {
      const handles = await handlesIn(await folderAt(pathSegments(path), false));
      return handles.map(({ name, kind }) => (kind === "directory" ? `${name}/` : name)).sort(byCodePoint);
    } catch (error) {
      if (isMissing(error)) return [];
      throw storageError(error, path, "read");
    }
  },

  async walk(path) {
    const found: FileEntry[] = [];
    try {
      await walkInto(await folderAt(pathSegments(path), false), "", found);
    } catch (error) {
      if (!isMissing(error)) throw storageError(error, path, "read");
    }
    return found.sort((a, b) => byCodePoint(a.path, b.path));
  },

  async stat(path) {
    const names = pathSegments(path);
    const whole = `/${names.join("/")}`;
    if (names.length === 0) return folderEntry(whole);
    try {
      const parent = await folderAt(names.slice(0, -1), false);
      return fileEntry(whole, await (await parent.getFileHandle(names[names.length - 1])).getFile());
    } catch (error) {
      if (errorName(error) === "TypeMismatchError") return folderEntry(whole);
      if (isMissing(error)) return undefined;
      throw storageError(error, path, "read");
    }
  },

  async size(path) {
    const entry = await browserFiles.stat(path);
    return entry?.kind === "file" ? entry.bytes : undefined;
  },

  async remove(path) {
    const names = pathSegments(path);
    try {
      const parent = await folderAt(names.slice(0, -1), false);
      const gone = names.length === 0 ? (await handlesIn(parent)).map(({ name }) => name) : names.slice(-1);
      for (const name of gone) await parent.removeEntry(name, { recursive: true });
    } catch (error) {
      if (isMissing(error)) return;
      throw storageError(error, path, "write");
    }
  },

  join: joinPath,
};

/** Reads a file; tries again when the file is replaced in the meantime. */
async function readWithRetry<T>(path: string, read: (file: File) => Promise<T>): Promise<T> {
  const { parent, name } = parentAndName(path);
  for (let attempt = 1; ; attempt++) {
    let opened = false;
    try {
      const folder = await folderAt(parent, false);
      const file = await (await folder.getFileHandle(name)).getFile();
      opened = true;
      return await read(file);
    } catch (error) {
      const replaced = opened && ["NotReadableError", "NotFoundError"].includes(errorName(error));
      if (!replaced || attempt === 20) throw storageError(error, path, "read");
    }
  }
}

function parentAndName(path: string): { parent: string[]; name: string } {
  const names = pathSegments(path);
  if (names.length === 0) throw new OmakaseError("source", { where: path, ...browserText.files.noName });
  return { parent: names.slice(0, -1), name: names[names.length - 1] };
}

async function folderAt(names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
  let folder = await storageRoot();
  try {
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create });
  } catch (error) {
    // A file in the middle of a path: as on disk, there is nothing below it.
    if (errorName(error) === "TypeMismatchError") throw new DOMException(errorName(error), "NotFoundError");
    throw error;
  }
  return folder;
}

async function storageRoot(): Promise<FileSystemDirectoryHandle> {
  // Pages that are not served over https have no storage.
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (!storage) throw new DOMException("there is no storage", "SecurityError");
  return await storage.getDirectory();
}

async function handlesIn(folder: FileSystemDirectoryHandle): Promise<FileSystemHandle[]> {
  const handles: FileSystemHandle[] = [];
  for await (const handle of folder.values()) handles.push(handle);
  return handles;
}

async function walkInto(folder: FileSystemDirectoryHandle, prefix: string, found: FileEntry[]): Promise<void> {
  const handles = (await handlesIn(folder)).filter(({ name }) => !name.startsWith("."));
  const files = handles.filter((handle) => handle.kind === "file") as FileSystemFileHandle[];
  // Requests run in parallel: each is a message to another process.
  for (let first = 0; first < files.length; first += 256) {
    const some = files.slice(first, first + 256);
    const opened = await Promise.allSettled(some.map((file) => file.getFile()));
    for (const one of opened) {
      // Files that have vanished in the meantime are left out.
      if (one.status === "fulfilled") found.push(fileEntry(prefix + one.value.name, one.value));
    }
  }
  for (const handle of handles) {
    if (handle.kind === "directory")
      await walkInto(handle as FileSystemDirectoryHandle, `${prefix}${handle.name}/`, found);
  }
}

function fileEntry(path: string, { size, lastModified }: File): FileEntry {
  return { path, kind: "file", bytes: size, modified: lastModified };
}

/** Modification time of a folder, which browsers do not report. */
function folderEntry(path: string): FileEntry {
  return { path, kind: "folder", bytes: 0, modified: 0 };
}

function isMissing(error: unknown): boolean {
  return errorName(error) === "NotFoundError";
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
