import type { Files } from "../host.ts";

/** Removes partial files that killed processes left in a folder with one writer, so none is in use. */
export async function removeDrafts(files: Files, folder: string): Promise<void> {
  const drafts = (await files.list(folder)).filter((name) => name.startsWith(".") && name.endsWith(".draft"));
  for (const name of drafts) await files.remove(files.join(folder, name));
}
