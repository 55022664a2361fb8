import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** How a command ended: its exit code, and what it said, of an error only that. */
export interface CommandResult {
  readonly code: number;
  readonly text: string;
}

/**
 * Runs `omakase …` in a folder, with JSON, or in the language where one is given.
 *
 * @param program - `main.js` of the built command line.
 */
export async function runOmakase(
  program: string,
  folder: string,
  words: readonly string[],
  language?: "ja" | "en",
): Promise<CommandResult> {
  const outputOptions = language ? ["--lang", language] : ["--lang", "en", "--json"];
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, ...outputOptions], {
      env,
      cwd: folder,
    });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, text: stderr };
  }
}
