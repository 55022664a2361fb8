import { randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { OmakaseError } from "../error.ts";
import type { Files } from "../host.ts";
import { cliText } from "../text/index.ts";

/**
 * Refuses a path that cannot be written to before any work begins. A trial file is written into the nearest existing
 * folder, and removed.
 *
 * @param kind - kind of the output at the path.
 * @throws OmakaseError `run` when something of the other kind is there, or the trial fails.
 */
export async function requireWritable(files: Files, path: string, kind: "file" | "folder"): Promise<void> {
  const present = await files.stat(path);
  if (present !== undefined && present.kind !== kind) throw otherKind(path, present.kind);
  let folder = kind === "folder" ? resolve(path) : dirname(resolve(path));
  let entry = await files.stat(folder);
  while (entry === undefined && dirname(folder) !== folder) {
    folder = dirname(folder);
    entry = await files.stat(folder);
  }
  if (entry?.kind === "file") throw otherKind(folder, "file");
  const trial = join(folder, `.omakase-${randomUUID().slice(0, 8)}.draft`);
  try {
    await files.write(trial, "");
    await files.remove(trial);
  } catch (error) {
    if (!(error instanceof OmakaseError)) throw error;
    throw new OmakaseError("run", { ...error.errorParts, where: path }, { cause: error });
  }
}

function otherKind(where: string, got: "file" | "folder"): OmakaseError {
  const { file, folder, givePath, otherKind } = cliText.requireWritable;
  const [found, wanted] = got === "file" ? [file, folder] : [folder, file];
  return new OmakaseError("run", { where, ...otherKind({ got: found, remedy: givePath({ kind: wanted }) }) });
}
