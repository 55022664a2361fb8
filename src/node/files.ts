import { randomUUID } from "node:crypto";
import { appendFile, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { FileEntry, Files } from "../host.ts";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";
import { openRegular } from "./regular-file.ts";

/** Files on disk. */
export const nodeFiles: Files = {
  async read(path) {
    try {
      const file = await openRegular(path);
      try {
        return bytesOf(await file.readFile());
      } finally {
        await file.close();
      }
    } catch (error) {
      throw fileError(error, path, "read");
    }
  },

  async readRange(path, offset, length) {
    try {
      const file = await openRegular(path);
      try {
        // A damaged file can claim more bytes than it has; more than 2 GiB at once end Node without an error.
        const { size } = await file.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        let filled = 0;
        while (filled < bytes.length) {
          const piece = Math.min(bytes.length - filled, 2 ** 30);
          const { bytesRead } = await file.read(bytes, filled, piece, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw fileError(error, path, "read");
    }
  },

  async write(path, bytes) {
    const folder = dirname(resolve(path));
    // Beside the target: a rename is only atomic within one disk.
    const draft = join(folder, `.${basename(path)}.${randomUUID().slice(0, 8)}.draft`);
    try {
      await makeFolder(folder);
      const file = await open(draft, "wx");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await renameWithRetry(draft, path);
      await syncFolder(folder);
    } catch (error) {
      // The error of the write matters, not that of the clean-up.
      await rm(draft, { force: true }).catch(() => undefined);
      throw fileError(error, path, "write");
    }
  },

  async append(path, text) {
    try {
      await makeFolder(dirname(resolve(path)));
      await appendFile(path, text);
    } catch (error) {
      throw fileError(error, path, "write");
    }
  },

  async list(path) {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      const names = entries.map(async (entry) => {
        const folder = entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(path, entry.name))));
        return folder ? `${entry.name}/` : entry.name;
      });
      return (await Promise.all(names)).sort(byCodePoint);
    } catch (error) {
      if (isMissing(error)) return [];
      throw fileError(error, path, "list");
    }
  },

  async walk(path) {
    const found: FileEntry[] = [];
    await readdir(path).catch((error: unknown) => {
      if (!isMissing(error)) throw fileError(error, path, "list");
    });
    await walkInto(path, "", new Set(), found);
    return found.sort((a, b) => byCodePoint(a.path, b.path));
  },

  async stat(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { path: resolve(path), kind: (await isFolder(path)) ? "folder" : "file", bytes: size, modified: mtimeMs };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileError(error, path, "read");
    }
  },

  async size(path) {
    const entry = await nodeFiles.stat(path);
    return entry?.kind === "file" ? entry.bytes : undefined;
  },

  async remove(path) {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      if (isMissing(error)) return;
      throw fileError(error, path, "write");
    }
  },

  join,
};

/** Walks a folder depth first. `entered` holds the real paths of entered folders, which ends a loop of links. */
async function walkInto(folder: string, prefix: string, entered: Set<string>, found: FileEntry[]): Promise<void> {
  const entries = await undefinedIfUnreadable(async () => {
    const real = await realpath(folder);
    if (entered.has(real)) return [];
    entered.add(real);
    return await readdir(folder, { withFileTypes: true });
  });
  const visible = (entries ?? []).filter(({ name }) => !name.startsWith("."));
  const folders: string[] = visible.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const others = visible.filter((entry) => !entry.isDirectory());
  // Concurrent queries: a folder of 100,000 files takes seconds.
  for (let first = 0; first < others.length; first += 256) {
    const some = others.slice(first, first + 256);
    const statuses = await Promise.all(some.map(({ name }) => undefinedIfUnreadable(() => stat(join(folder, name)))));
    statuses.forEach((status, at) => {
      const { name } = some[at];
      if (status?.isDirectory()) folders.push(name);
      else if (status?.isFile()) {
        found.push({ path: prefix + name, kind: "file", bytes: status.size, modified: status.mtimeMs });
      }
    });
  }
  for (const name of folders) await walkInto(join(folder, name), `${prefix}${name}/`, entered, found);
}

/** Returns the result, or undefined when access is denied or the file vanishes in the meantime. */
async function undefinedIfUnreadable<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (isMissing(error) || ["EACCES", "EPERM", "ELOOP"].includes(codeOf(error))) return undefined;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await undefinedIfUnreadable(() => stat(path)))?.isDirectory() ?? false;
}

/** Renames a file, and retries: Windows refuses while a virus scanner or an indexer has the target open. */
async function renameWithRetry(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt === 8 || !["EPERM", "EACCES", "EBUSY"].includes(codeOf(error))) throw error;
      await new Promise((done) => setTimeout(done, 20 * attempt));
    }
  }
}

/** Flushes a folder, which makes a rename durable. Windows can neither open folders nor needs it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP"].includes(codeOf(error))) throw error;
  }
}

function bytesOf(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
