import { OmakaseError, type Text } from "../error.ts";
import { browserText } from "../text/index.ts";

/** Converts a storage error of the browser to an OmakaseError with advice; an OmakaseError stays as it is. */
export function storageError(error: unknown, path: string, action: "read" | "write"): unknown {
  if (error instanceof OmakaseError || !(error instanceof Error)) return error;
  const { got, remedy } = causesByName[error.name] ?? {
    got: browserText.storageError.error({ name: error.name }),
    remedy: browserText.storageError.reload,
  };
  const expected: Text = action === "read" ? browserText.storageError.readable : browserText.storageError.writable;
  return new OmakaseError(
    action === "read" ? "source" : "run",
    { where: path, expected, got, remedy },
    { cause: error },
  );
}

const isFolderCause = browserText.storageError.isFolderCause;

const storageUnavailable = browserText.storageError.storageUnavailable;

/** Causes and remedies by the names of DOM exceptions. */
const causesByName: Readonly<Record<string, { got: Text; remedy: Text }>> = {
  NotFoundError: {
    got: browserText.storageError.nothingPath,
    remedy: browserText.storageError.checkSpellingPath,
  },
  TypeMismatchError: isFolderCause,
  InvalidModificationError: isFolderCause,
  TypeError: {
    got: browserText.storageError.nameFileCan,
    remedy: browserText.storageError.giveAnotherName,
  },
  QuotaExceededError: {
    got: browserText.storageError.fullStorage,
    remedy: browserText.storageError.deleteSomethingSiteKeeps,
  },
  NoModificationAllowedError: {
    got: browserText.storageError.fileAnotherTabUsing,
    remedy: browserText.storageError.closeOtherTabsTry,
  },
  SecurityError: storageUnavailable,
  NotAllowedError: storageUnavailable,
};
