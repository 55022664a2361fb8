import { OmakaseError, type Text } from "../error.ts";
import { nodeText } from "../text/index.ts";

/**
 * Converts an error of the operating system into a message that a person can act on. An `OmakaseError` stays as it is.
 */
export function fileError(error: unknown, path: string, action: "read" | "list" | "write"): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof OmakaseError || typeof code !== "string") return error;
  const { got, remedy } = causesByCode[code] ?? {
    got: nodeText.fileError.error({ code }),
    remedy: nodeText.fileError.checkDisk,
  };
  const errorParts = { where: path, expected: expectations[action], got, remedy };
  return new OmakaseError(action === "write" ? "run" : "source", errorParts, { cause: error });
}

const expectations: Readonly<Record<"read" | "list" | "write", Text>> = nodeText.fileError.expectations;

const missingPath = nodeText.fileError.missingPath;
const noPermission = nodeText.fileError.noPermission;

const causesByCode: Readonly<Record<string, { got: Text; remedy: Text }>> = {
  ENOENT: missingPath,
  ENOTDIR: missingPath,
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: noPermission,
  EEXIST: {
    got: nodeText.fileError.file,
    remedy: nodeText.fileError.giveFolder,
  },
  EISDIR: {
    got: nodeText.fileError.folder,
    remedy: nodeText.fileError.giveFile,
  },
  ENOSPC: {
    got: nodeText.fileError.fullDisk,
    remedy: nodeText.fileError.makeRoom,
  },
  ENXIO: {
    got: nodeText.fileError.device,
    remedy: nodeText.fileError.giveFile,
  },
  EMFILE: {
    got: nodeText.fileError.tooManyOpenFiles,
    remedy: nodeText.fileError.closePrograms,
  },
};
