import { readFile } from "node:fs/promises";
import { OmakaseError } from "../../error.ts";
import { maxProgramBytes, readProgramLink } from "../../lesson/index.ts";
import { cliText } from "../../text/index.ts";

/** Program that a learner brings along. */
export interface GivenProgram {
  readonly code: string;
  /** Chapter that a link names; undefined for a file. */
  readonly chapter: string | undefined;
}

const sentences = cliText.givenProgram;

/**
 * Reads the program of a link to the screen Learn, or of a file.
 *
 * @throws OmakaseError `option`, if there is none.
 */
export async function readGivenProgram(from: string): Promise<GivenProgram> {
  const refuse = (parts: typeof sentences.damaged): never => {
    throw new OmakaseError("option", { where: "--from", ...parts });
  };
  if (/^\w{2,}:\/\/|#\/?learn\?/.test(from)) {
    const link = await readProgramLink(from);
    if (!link) return refuse(sentences.noProgram);
    return { code: link.code ?? refuse(sentences.damaged), chapter: link.chapter };
  }
  const bytes = await readFile(from).catch(({ code }: NodeJS.ErrnoException) =>
    refuse(code === "ENOENT" ? sentences.noFile({ path: from }) : sentences.unreadable({ path: from, code: code! })),
  );
  if (bytes.length > maxProgramBytes) refuse(sentences.long({ bytes: bytes.length, most: maxProgramBytes }));
  const code = decode(bytes) ?? refuse(sentences.noText({ path: from }));
  return { code, chapter: undefined };
}

/** Decodes UTF-8; undefined for other bytes, and for an empty file. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.trim() === "" || text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
