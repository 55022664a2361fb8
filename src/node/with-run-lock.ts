import { rmdir } from "node:fs/promises";
import { OmakaseError, type Language } from "../error.ts";
import { fileError } from "./file-error.ts";
import { lockFolder } from "./lock-folder.ts";

/**
 * Trains, or does something else to a run, while its folder is this process' own: of two trainings in one folder, each
 * would undo what the other keeps. A folder that is not there is made, and goes again when nothing was put into it.
 *
 * @param path - the run's folder.
 * @param language - of the sentence that this process ends with when its lock was taken, as it was stopped for long.
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
    await rmdir(path).catch(() => undefined); // something is in it
  }
}

function runLockedError(where: string, holder: number | undefined): OmakaseError {
  const whose = holder === undefined ? "" : ` ${holder}`;
  return new OmakaseError("run", {
    where,
    expected: { ja: "ほかで学習していないフォルダ", en: "a run that nothing else trains" },
    got: { ja: `別のプロセス${whose} が学習中のもの`, en: `one that another process${whose} trains` },
    remedy: {
      ja: "その学習が終わるのを待つか、止めてください",
      en: "Wait until that training ends, or end it",
    },
  });
}
