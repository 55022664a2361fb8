import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { OmakaseError } from "../../error.ts";
import {
  differenceParts,
  findChapter,
  hintText,
  lineDifference,
  missingLines,
  parseProgress,
  programText,
  withoutHint,
  withProgress,
  type Chapter,
  type ChapterProgress,
  type LessonEvent,
  type Progress,
} from "../../lesson/index.ts";
import {
  chapterFiles,
  listChapters,
  readLessonText,
  readProgramSource,
  startLesson,
  waitForChange,
} from "../../node/index.ts";
import { readGivenProgram, type GivenProgram } from "../input/read-given-program.ts";
import { chapterLine, endText, eventText, learnerFolder, openingLines, stepText } from "../output/lesson-texts.ts";
import { cliText } from "../../text/index.ts";
import type { Session } from "../session.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";

interface LessonCommandOptions {
  readonly hint?: boolean;
  readonly solution?: boolean;
  readonly from?: string;
  readonly reset?: boolean;
  readonly once?: boolean;
  readonly quick?: boolean;
  readonly threads?: number;
}

const sentences = cliText.lesson;

/** A chapter in the learner's project. */
interface Desk {
  readonly session: Session;
  readonly chapter: Chapter;
  readonly chapters: readonly Chapter[];
  /** `lessons/03-vae`. */
  readonly folder: string;
  /** Full path of the learner's file. */
  readonly file: string;
  /** Source of the programs. */
  readonly source: string;
}

type StepEvent = Extract<LessonEvent, { type: "step" }>;

/** Exit code of `--once` when the check does not pass. */
const notPassedExitCode = 3;
const progressFile = join("lessons", "progress.json");

/** `omakase lesson [chapter]`: the course, in an editor of one's own. */
export const addLessonCommand: AddCommand = (program, t, language) => {
  const examples = [
    "omakase lesson",
    "omakase lesson 3",
    "omakase lesson vae --hint",
    "omakase lesson 3 --solution",
    'omakase lesson --from "http://127.0.0.1:8989/#/learn?chapter=03-vae&code=…"',
    "omakase lesson 3 --from ./vae.ts",
  ];
  defineCommand(program, { name: "lesson", about: sentences.about, examples, language }, runLessonCommand)
    .argument("[chapter...]", t(sentences.chapter))
    .option("--hint", t(sentences.hint))
    .option("--solution", t(sentences.solution))
    .option("--from <link or file>", t(sentences.from))
    .option("--reset", t(sentences.reset))
    .option("--once", t(sentences.once))
    .option("--quick", t(sentences.quick))
    .option("--threads <n>", t(sentences.threads), wholeNumber(1, 256));
};

async function runLessonCommand(
  session: Session,
  words: readonly string[],
  options: LessonCommandOptions,
): Promise<void> {
  const chapters = await listChapters();
  const given = options.from === undefined ? undefined : await readGivenProgram(options.from);
  const word = words.length === 0 ? given?.chapter : words.join(" ");
  if (word === undefined) {
    if (given) throw new OmakaseError("option", { where: "omakase lesson", ...sentences.noChapter });
    return printChapters(session, chapters);
  }
  const chapter = findChapter(chapters, word);
  if (!chapter) throw unknownChapterError(word, chapters);
  if (given) checkChapter(chapter, given, chapters);
  const folder = learnerFolder(chapter);
  const file = resolve(folder, "lesson.ts");
  const desk: Desk = { session, chapter, chapters, folder, file, source: await readProgramSource(chapter) };
  if (options.reset) await setAside(desk, given);
  if (given) await takeProgram(desk, given);
  await prepare(desk);
  if (options.hint) return showHint(desk);
  if (options.solution) return showSolution(desk);
  session.emit({ type: "lesson", chapter: chapter.number, name: chapter.name, folder, file });
  session.print(openingLines(chapter, folder));
  if (options.once) {
    const { ended } = await start(desk, options);
    if ((await ended) !== true) process.exitCode = notPassedExitCode;
  } else await watchFile(desk, options);
}

async function printChapters(session: Session, chapters: readonly Chapter[]): Promise<void> {
  const progress = await readProgress();
  for (const chapter of chapters) {
    const done = progressOf(progress, chapter);
    const { number, name, title, reading, seconds } = chapter;
    session.emit({ type: "chapter", number, name, title, reading, seconds, passed: done?.passed, hints: done?.hints });
    session.print(chapterLine(chapter, done));
  }
  session.print(sentences.toBegin);
}

/** Refuses a program whose link names another chapter than the learner. */
function checkChapter({ number }: Chapter, given: GivenProgram, chapters: readonly Chapter[]): void {
  if (given.chapter === undefined) return;
  const other = findChapter(chapters, given.chapter);
  if (!other) throw unknownChapterError(given.chapter, chapters);
  if (other.number === number) return;
  throw new OmakaseError("option", { where: "--from", ...sentences.otherChapter({ number, other: other.number }) });
}

/** Writes a program in place of the exercise. A learner's own is never overwritten. */
async function takeProgram(desk: Desk, { code }: GivenProgram): Promise<void> {
  const { chapter, folder, file } = desk;
  if (await isOwnWork(desk, code)) {
    const command = `npx omakase lesson ${chapter.number}`;
    throw new OmakaseError("option", { where: `${folder}/lesson.ts`, ...sentences.ownWork({ command }) });
  }
  await mkdir(folder, { recursive: true });
  await writeFile(file, code);
}

/** Keeps the learner's program under a name that is free. */
async function setAside(desk: Desk, given: GivenProgram | undefined): Promise<void> {
  const { session, folder, file } = desk;
  if (!existsSync(file)) return;
  if (!(await isOwnWork(desk, given?.code))) return rm(file);
  let name = "lesson.old.ts";
  for (let number = 2; existsSync(resolve(folder, name)); number++) name = `lesson.old-${number}.ts`;
  await rename(file, resolve(folder, name));
  session.print(sentences.kept({ file: `${folder}/${name}` }));
}

/** Returns whether a learner's file holds more than the exercise and a given program. */
async function isOwnWork({ file, source }: Desk, given: string | undefined): Promise<boolean> {
  if (!existsSync(file)) return false;
  const text = await readFile(file, "utf8");
  const exercises = ["ja", "en"].map((language) => programText(source, "exercise", language));
  return text !== given && !exercises.includes(text);
}

/** Copies the chapter into the project; files of the learner stay as they are. */
async function prepare({ session, chapter, folder, file, source }: Desk): Promise<void> {
  const { language } = session;
  await mkdir(folder, { recursive: true });
  await writeFile(resolve(folder, "text.md"), await readLessonText(chapter, language));
  const pictures = join(chapterFiles(chapter), "picture");
  if (existsSync(pictures)) await cp(pictures, resolve(folder, "picture"), { recursive: true });
  if (!existsSync(file)) await writeFile(file, programText(source, "exercise", language));
  if (progressOf(await readProgress(), chapter) === undefined) await changeProgress(chapter, {});
}

/** Checks and runs the file again after each save, and at once: a save during a run ends that run. */
async function watchFile(desk: Desk, options: LessonCommandOptions): Promise<void> {
  const { session, file } = desk;
  while (!session.signal.aborted) {
    const run = await start(desk, options);
    void run.ended.then(() => session.signal.aborted || session.print(sentences.waiting));
    const changed = await waitForChange(file, run.text, session.signal);
    run.stop();
    await run.ended;
    if (changed !== undefined) session.print(sentences.saved);
  }
}

/** Starts a check and a run; its end resolves after its last line is printed and progress is saved. */
async function start(desk: Desk, { quick, threads }: LessonCommandOptions) {
  const { session, chapter, chapters, folder, file, source } = desk;
  const text = await readFile(file, "utf8");
  const isBegun = await isOwnWork(desk, undefined);
  const shown = new Set<string>();
  let isStopped = false;
  let reached: StepEvent | undefined;
  const emit = (all: LessonEvent) => {
    if (isStopped) return;
    const event = isBegun ? all : withoutHint(all);
    session.emit(event);
    if (event.type === "show" && shown.size === shown.add(event.name).size) return;
    if (event.type === "step") session.status(stepText((reached = event)));
    const line = eventText(event, folder, text);
    if (line) session.print(line);
  };
  const job = { chapter: chapter.name, file, figures: resolve(folder, "figures"), language: session.language };
  const run = startLesson({ ...job, size: quick ? "reduced" : "default", threads }, emit);
  const stop = () => {
    isStopped = true;
    run.stop();
  };
  const interrupt = () => {
    if (reached) session.print(sentences.interrupted({ step: reached.step, steps: reached.steps }));
    stop();
  };
  session.signal.addEventListener("abort", interrupt, { once: true });
  const ended = run.ended.then(async (passed) => {
    session.signal.removeEventListener("abort", interrupt);
    if (isStopped) return undefined;
    const before = progressOf(await readProgress(), chapter);
    if (passed && !before?.passed) await changeProgress(chapter, { passed: new Date().toISOString() });
    const [missing] = missingLines(source, text, session.language);
    endText(chapter, { passed, missing }, chapters[chapters.indexOf(chapter) + 1]).forEach((line) =>
      session.print(line),
    );
    return passed;
  });
  return { text, ended, stop };
}

/** Shows the next of the three hints. */
async function showHint({ session, chapter }: Desk): Promise<void> {
  const shown = progressOf(await readProgress(), chapter)?.hints ?? 0;
  const number = Math.min(shown + 1, chapter.hints.length);
  const hint = hintText(chapter.hints[number - 1]);
  await changeProgress(chapter, { hints: number });
  session.emit({ type: "hint", number, of: chapter.hints.length, text: hint });
  session.print(sentences.shownHint({ number, total: chapter.hints.length, hint }));
}

/** Writes the solution beside the learner's file, and prints how the two differ. */
async function showSolution({ session, chapter, folder, file, source }: Desk): Promise<void> {
  const solution = programText(source, "solution", session.language);
  const path = resolve(folder, "solution.ts");
  await writeFile(path, solution);
  const lines = lineDifference(await readFile(file, "utf8"), solution);
  const difference = lines.filter(({ sign }) => sign !== " ");
  if (progressOf(await readProgress(), chapter)?.passed === undefined)
    await changeProgress(chapter, { solutionShown: true });
  session.emit({ type: "solution", file: path, text: solution, difference });
  for (const part of differenceParts(lines, 0))
    session.print("hidden" in part ? sentences.hiddenLines({ lines: part.hidden }) : `${part.sign} ${part.text}`);
  session.print(sentences.shownSolution({ folder }));
}

async function readProgress(): Promise<Progress> {
  return parseProgress(await readFile(progressFile, "utf8").catch(() => undefined));
}

function progressOf(progress: Progress, chapter: Chapter): ChapterProgress | undefined {
  return progress[chapter.name];
}

async function changeProgress(chapter: Chapter, change: Partial<ChapterProgress>): Promise<void> {
  const progress = withProgress(await readProgress(), chapter.name, change);
  await writeFile(progressFile, `${JSON.stringify(progress, null, 2)}\n`);
}

function unknownChapterError(word: string, chapters: readonly Chapter[]): OmakaseError {
  const names = chapters.map(({ number, name }) => `${number} ${name}`).join(", ");
  return new OmakaseError("option", { where: "omakase lesson", ...sentences.unknownChapter({ names, word }) });
}
