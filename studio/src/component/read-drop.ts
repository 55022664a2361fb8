import type { DroppedFile } from "../worker/train/upload-store.ts";

/** Dropped files and their common name. */
export interface DroppedItems {
  readonly name: string;
  readonly files: readonly DroppedFile[];
}

/** Reads the files of a drop, including those in its folders. */
export async function readDrop({ items, files }: DataTransfer): Promise<DroppedItems | undefined> {
  // The browser exposes the dropped items only before the first await.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return droppedItemsFrom([...files]);
  const found = (await Promise.all(entries.map((entry) => filesOfEntry(entry)))).flat();
  const [{ name }] = entries;
  return found.length === 0 ? undefined : { name, files: found };
}

/** Returns files from a file dialog as dropped items. */
export function droppedItemsFrom(files: readonly File[]): DroppedItems | undefined {
  const seen = files.filter(({ name }) => !name.startsWith("."));
  if (seen.length === 0) return undefined;
  const dropped = seen.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  const [{ path }] = dropped;
  const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : undefined;
  const name = folder ?? (seen.length === 1 ? seen[0].name : "pictures");
  return { name, files: dropped };
}

async function filesOfEntry(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (entry.name.startsWith(".") || entry.name === "__MACOSX") return [];
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: DroppedFile[] = [];
  for (;;) {
    // a hundred at a time
    const part = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return found;
    for (const inner of part) found.push(...(await filesOfEntry(inner)));
  }
}
