import { join } from "node:path";
import { recipeText } from "../../checkpoint/index.ts";
import { OmakaseError } from "../../error.ts";
import type { RenderedImage } from "../../sample/index.ts";
import type { Files } from "../../host.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** File to write. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Encodes a rendered image as a PNG that contains its recipe. */
export function recipePng({ host }: Session, { picture, recipe }: RenderedImage): Promise<Uint8Array> {
  return host.codecs.encodePng(picture, recipeText(recipe));
}

/** Moves the paths of files into a folder. */
export function withinFolder(files: readonly OutputFile[], folder: string): OutputFile[] {
  return files.map(({ path, bytes }) => ({ path: join(folder, path), bytes }));
}

/** See {@link writeResults}. */
export interface WriteResultsOptions {
  /** Whether the command line names the path, which is then used or refused; otherwise the next free name is taken. */
  readonly isExplicit: boolean;
  /** Whether existing files may be replaced. Default false. */
  readonly overwrite?: boolean;
  /** Flag that names the path, for advice. Default `--out`. */
  readonly pathOption?: string;
}

/**
 * Writes files and replaces others only on request. An existing file with the same bytes does not count as another
 * file: rendering the same image again changes nothing.
 *
 * @param place - the files, with an ending for their common name: empty at first, then `-2`, `-3`, ….
 * @returns the files that are written.
 * @throws OmakaseError `option` when the named path exists.
 */
export async function writeResults(
  session: Session,
  filesAt: (ending: string) => readonly OutputFile[],
  { isExplicit, overwrite = false, pathOption = "--out" }: WriteResultsOptions,
): Promise<readonly OutputFile[]> {
  const { files } = session.host;
  for (let attempt = 1; ; attempt++) {
    const results = filesAt(attempt === 1 ? "" : `-${attempt}`);
    const conflict = overwrite ? undefined : await firstConflict(files, results);
    if (conflict === undefined) {
      await writeAll(session, results);
      return results;
    }
    if (isExplicit) throw pathTakenError(conflict, pathOption);
  }
}

/**
 * Refuses places at which other files exist, for a command that has long work to do before it writes.
 *
 * @throws OmakaseError `option` when one exists.
 */
export async function requireFree({ host }: Session, results: readonly OutputFile[]): Promise<void> {
  const conflict = await firstConflict(host.files, results);
  if (conflict !== undefined) throw pathTakenError(conflict, "--out");
}

/** Writes one file after the other; an abort takes effect between two files. */
async function writeAll(
  { host, t, signal, status, catchStops }: Session,
  results: readonly OutputFile[],
): Promise<void> {
  const release = catchStops();
  try {
    for (const [at, { path, bytes }] of results.entries()) {
      await host.files.write(path, bytes);
      signal.throwIfAborted();
      const progress = `${at + 1} / ${results.length}`;
      if (results.length > 20) status(t(cliText.writeResults.writing({ progress })));
    }
  } finally {
    release();
  }
}

/** Returns the first path at which another file exists. */
async function firstConflict(files: Files, results: readonly OutputFile[]): Promise<string | undefined> {
  for (const { path, bytes } of results) {
    const entry = await files.stat(path);
    if (entry === undefined) continue;
    if (entry.kind === "folder" || entry.bytes !== bytes.length || !equalBytes(await files.read(path), bytes))
      return path;
  }
  return undefined;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function pathTakenError(where: string, option: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.writeResults.pathTaken({ option }) });
}
