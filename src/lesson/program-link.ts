import { unpackText } from "../protocol/index.ts";

/** Longest program that a link may hold, bytes of UTF-8: a link may be a trap. */
export const maxProgramBytes = 200_000;

/** Program of a link to the screen Learn. */
export interface LinkedProgram {
  /** Chapter, as the link names it: `03-vae`. */
  readonly chapter: string;
  /** Text of the program; undefined if the link is damaged. */
  readonly code: string | undefined;
}

/**
 * Reads a link to the screen Learn, `…#/learn?chapter=03-vae&code=…`. All of it is in the link: nothing is fetched.
 *
 * @returns undefined if the link leads elsewhere, or holds no program.
 */
export async function readProgramLink(link: string): Promise<LinkedProgram | undefined> {
  const [, values] = /#\/?learn\?(.*)$/s.exec(link.trim()) ?? [];
  const parameters = new URLSearchParams(values);
  const [chapter, packed] = [parameters.get("chapter"), parameters.get("code")];
  return chapter && packed ? { chapter, code: await unpackText(packed, maxProgramBytes) } : undefined;
}
