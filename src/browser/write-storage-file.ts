import { OmakaseError } from "../error.ts";
import { browserText } from "../text/index.ts";

/** Synchronous access handle, which browsers offer in workers only. */
interface SyncAccess {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** Stored file with the methods that TypeScript's DOM types lack. */
interface OriginPrivateFile extends FileSystemFileHandle {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
  createSyncAccessHandle?(): Promise<SyncAccess>;
}

/** Appends bytes to a file; in a page, which has no synchronous access, by a copy. */
export async function appendBytes(file: FileSystemFileHandle, bytes: Uint8Array): Promise<void> {
  const stored: OriginPrivateFile = file;
  if (stored.createSyncAccessHandle) {
    const access = await stored.createSyncAccessHandle();
    try {
      const end = access.getSize();
      for (let done = 0; done < bytes.length;) {
        const written = access.write(bytes.subarray(done), { at: end + done });
        if (written === 0) throw new DOMException("nothing more could be written", "QuotaExceededError");
        done += written;
      }
      access.flush();
    } finally {
      access.close();
    }
    return;
  }
  const stream = await file.createWritable({ keepExistingData: true });
  try {
    await stream.seek((await file.getFile()).size);
    await stream.write(Uint8Array.from(bytes));
  } catch (error) {
    await stream.abort();
    throw error;
  }
  await stream.close();
}

/**
 * Moves a file to its final name atomically, and replaces an existing one.
 *
 * @throws OmakaseError `run` when the browser cannot move files.
 */
export async function replaceFile(file: FileSystemFileHandle, folder: FileSystemDirectoryHandle, name: string) {
  const stored: OriginPrivateFile = file;
  if (!stored.move) throw new OmakaseError("run", { where: name, ...browserText.writeStorageFile.replaceFile });
  await stored.move(folder, name);
}
