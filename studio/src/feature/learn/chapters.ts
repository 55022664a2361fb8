import { chapterFolder, type Chapter } from "omakase/lesson";
import type { Language } from "omakase/studio";

const data = import.meta.glob<Chapter>("../../../../lesson/*/chapter.ts", { eager: true, import: "default" });
const programs = import.meta.glob<string>("../../../../lesson/*/lesson.ts", { query: "?raw", import: "default" });
const texts = import.meta.glob<string>("../../../../lesson/*/text.*.md", { query: "?raw", import: "default" });
const pictures = import.meta.glob<string>("../../../../lesson/*/picture/*.{png,svg}", {
  eager: true,
  query: "?url",
  import: "default",
});

/** Chapters of the course, in order. */
export const chapters: readonly Chapter[] = Object.values(data).sort((a, b) => a.number - b.number);

/** Reads the source of a chapter's programs; see `programText`. */
export function readProgramSource(chapter: Chapter): Promise<string> {
  return programs[`../../../../lesson/${chapterFolder(chapter)}/lesson.ts`]();
}

/** Reads the text of a chapter, in Markdown. */
export function readChapterText(chapter: Chapter, language: Language): Promise<string> {
  return texts[`../../../../lesson/${chapterFolder(chapter)}/text.${language}.md`]();
}

/** Returns the address of the course's own picture of a result, such as `over-time`; undefined if it has none. */
export function expectedUrl(chapter: Chapter, name: string, language: Language): string | undefined {
  return pictureUrl(chapter, `picture/${name}.${language}.png`) ?? pictureUrl(chapter, `picture/${name}.png`);
}

/** Returns the address of a picture that a chapter's text names, such as `picture/map.png`. */
export function pictureUrl(chapter: Chapter, path: string): string | undefined {
  return pictures[`../../../../lesson/${chapterFolder(chapter)}/${path}`];
}
