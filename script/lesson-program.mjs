/** Loads the programs of the course's chapters, for scripts that train them. The project has been built before. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "./run-program.mjs";

let programs = 0;

/**
 * Imports a chapter's program. Node loads TypeScript once `listChapters` was called.
 *
 * @param kind - `solution` or `exercise`.
 * @param replacements - lines of the program and others in their place.
 * @throws when the program has no such line.
 */
export async function importProgram(chapter, kind = "solution", replacements = []) {
  const [{ programText }, { readProgramSource }] = await Promise.all([
    import("../dist/lesson/index.js"),
    import("../dist/node/index.js"),
  ]);
  let text = programText(await readProgramSource(chapter), kind, "en");
  for (const [from, to] of replacements) {
    if (!text.includes(from))
      throw new Error(`lesson ${chapter.number}: expected the line ${from}. Adapt this script.`);
    text = text.replace(from, to);
  }
  const folder = join(projectRoot, "dist", "lesson-programs");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${chapter.name}-${programs++}.ts`); // Node keeps a module of the same path
  writeFileSync(path, text);
  return await import(pathToFileURL(path).href);
}
