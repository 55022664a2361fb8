import type { DroppedFile } from "../worker/train/upload-store.ts";

/** What was dropped, and what it is called. */
export interface DroppedItems {
  readonly name: string;
  readonly files: readonly DroppedFile[];
}

/** The files of a drop, with those in its folders. */
export async function readDrop({ items, files }: DataTransfer): Promise<DroppedItems | undefined> {
  // What is dropped can only be asked for now, before anything is waited for.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return droppedItemsFrom([...files]);
  const found = (await Promise.all(entries.map((entry) => filesOfEntry(entry)))).flat();
  const [{ name }] = entries;
  return found.length === 0 ? undefined : { name, files: found };
}

/** Files that were chosen. */
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
