/**
 * Program of the process in which a learner's file is checked and run: it can be killed at any time, even in an endless
 * loop. Its only argument is a {@link LessonJob} as JSON; its messages are the events of `runLesson`.
 */
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findSyntaxError } from "../../find-syntax-error.ts";
import { figurePng } from "../../figure/index.ts";
import { contactSheet, type Picture } from "../../image/index.ts";
import {
  findChapter,
  runLesson,
  type LessonContext,
  type LessonEvent,
  type LessonProgram,
} from "../../lesson/index.ts";
import { cpuDevice } from "../cpu-device.ts";
import { registerHooks } from "../model-file/register-hooks.ts";
import { nodeHost } from "../node-host.ts";
import { listChapters, loadCheck } from "./lesson-library.ts";
import type { LessonJob } from "./start-lesson.ts";

/** Width of a contact sheet at which small pictures are no longer enlarged, px. */
const sheetWidth = 700;

const job = JSON.parse(process.argv[2]) as LessonJob;
const chapter = findChapter(await listChapters(), job.chapter)!;
const host = nodeHost();
const { language, file } = job;
registerHooks();
await mkdir(job.figures, { recursive: true });

const show: LessonContext["show"] = async (name, content, columns) => {
  const path = join(job.figures, `${name}.png`);
  const bytes =
    "svg" in content
      ? await figurePng(content, host.asset)
      : await host.codecs.encodePng(sheetOf("pixels" in content ? [content] : content, columns));
  await host.files.write(path, bytes);
  emit({ type: "show", name, file: path });
};
const passed = await runLesson(load, {
  chapter,
  check: await loadCheck(chapter),
  context: { host, device: await cpuDevice({ threads: job.threads }), language, show, ...chapter.sizes[job.size] },
  file: basename(file),
  seed: host.newSeed(),
  emit,
});
process.exitCode = passed ? 0 : 1;
process.disconnect?.();

/** Imports the program. A syntax error names its line. */
async function load(): Promise<LessonProgram> {
  try {
    return (await import(pathToFileURL(file).href)) as LessonProgram;
  } catch (error) {
    const line = findSyntaxError(await readFile(file, "utf8"));
    throw line === undefined ? error : Object.assign(error as Error, { loc: { line } });
  }
}

function emit(event: LessonEvent): void {
  process.send?.(event);
}

function sheetOf(pictures: readonly Picture[], columns = Math.ceil(Math.sqrt(pictures.length))): Picture {
  const scale = Math.max(1, Math.min(8, Math.floor(sheetWidth / (pictures[0].width * columns))));
  return contactSheet([...pictures], { columns, scale });
}
