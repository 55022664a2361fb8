import { rmdir } from "node:fs/promises";
import { OmakaseError, type Language } from "../error.ts";
import { fileError } from "./file-error.ts";
import { lockFolder } from "./lock-folder.ts";
import { nodeText } from "../text/index.ts";

/**
 * Runs `train` or other work on a run while this process holds the lock of its folder: two trainings in one folder
 * would overwrite each other's files. Creates a missing folder, and removes it again if it stays empty.
 *
 * @param path - the run's folder.
 * @param language - language of the message with which this process ends when its lock was taken while it was
 *   suspended.
 * @throws OmakaseError `run` when another process trains it.
 */
export async function withRunLock<Result>(
  path: string,
  language: Language,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await lockFolder(path, runLockedError, { language }).catch((error: unknown) => {
    throw fileError(error, path, "write");
  });
  try {
    return await work();
  } finally {
    await lock.release();
    await rmdir(path).catch(() => undefined); // it is not empty
  }
}

function runLockedError(where: string, holder: number | undefined): OmakaseError {
  const whose = holder === undefined ? "" : ` ${holder}`;
  return new OmakaseError("run", { where, ...nodeText.withRunLock.locked({ whose }) });
}
