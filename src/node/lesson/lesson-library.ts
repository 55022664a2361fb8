import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Language } from "../../error.ts";
import { chapterFolder, type Chapter, type Check } from "../../lesson/index.ts";
import { registerHooks } from "../model-file/register-hooks.ts";

/** Folder of the chapters, which comes with the package. */
const library = fileURLToPath(new URL("../../../lesson/", import.meta.url));

/** Reads the data of all chapters, in order. */
export async function listChapters(): Promise<Chapter[]> {
  registerHooks();
  const folders = (await readdir(library, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const chapters = await Promise.all(folders.map(({ name }) => importDefault<Chapter>(name, "chapter.ts")));
  return chapters.sort((a, b) => a.number - b.number);
}

/** Loads the check of a chapter. */
export async function loadCheck(chapter: Chapter): Promise<Check> {
  registerHooks();
  return importDefault<Check>(chapterFolder(chapter), "check.ts");
}

/** Reads the source of a chapter's programs; see `programText`. */
export async function readProgramSource(chapter: Chapter): Promise<string> {
  return readFile(join(library, chapterFolder(chapter), "lesson.ts"), "utf8");
}

/** Reads the text of a chapter, to be copied: links out of its folder, which lead nowhere from there, become their words. */
export async function readLessonText(chapter: Chapter, language: Language): Promise<string> {
  const text = await readFile(join(library, chapterFolder(chapter), `text.${language}.md`), "utf8");
  return text.replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, "$1");
}

/** Returns the folder of a chapter's own files, such as the pictures of its text. */
export function chapterFiles(chapter: Chapter): string {
  return join(library, chapterFolder(chapter));
}

async function importDefault<Value>(folder: string, file: string): Promise<Value> {
  const module = (await import(pathToFileURL(join(library, folder, file)).href)) as { readonly default: Value };
  return module.default;
}
