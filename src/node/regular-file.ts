import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { OmakaseError } from "../error.ts";
import { nodeText } from "../text/index.ts";

/**
 * Opens a file for reading. Does not block on a pipe, and never reads a device: `/dev/zero` has no end.
 *
 * @throws OmakaseError `source` when the path leads to a device, a pipe or a socket; otherwise the system's error.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)); // Windows has no such flag
  try {
    const status = await file.stat();
    if (!status.isFile() && !status.isDirectory()) throw irregular(path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function irregular(where: string): OmakaseError {
  return new OmakaseError("source", { where, ...nodeText.regularFile.irregular });
}
