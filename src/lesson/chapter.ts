import type { Device } from "../device/index.ts";
import type { Language, Text } from "../error.ts";
import type { Figure } from "../figure/index.ts";
import type { Host } from "../host.ts";
import type { Picture } from "../image/index.ts";

/** Sizes of a chapter's training. */
export interface LessonSize {
  /** Height and width of the pictures, px. */
  readonly size: number;
  /** Number of pictures to learn from. */
  readonly count: number;
  /** Number of training steps. */
  readonly steps: number;
}

/** Surroundings of a lesson's `run`: where it computes, how much, and where its results go. */
export interface LessonContext extends LessonSize {
  readonly host: Host;
  readonly device: Device;
  readonly language: Language;
  /** Shows pictures, as a contact sheet of `columns`, or a figure; a later one of the same name replaces it. */
  show(name: string, content: Picture | readonly Picture[] | Figure, columns?: number): Promise<void>;
  /** Reports the loss, or several numbers by name, of a training step. */
  log(step: number, values: number | Readonly<Record<string, number>>): void;
}

/** Module of a lesson, as the learner writes it. */
export interface LessonProgram {
  readonly default?: unknown;
  readonly run?: unknown;
  readonly [name: string]: unknown;
}

/** A typical wrong answer, and the hint for it. */
export interface Mistake {
  /** Lines for each gap, as a learner may write them. */
  readonly answers: readonly string[];
  readonly hint: Text;
}

/** Hint: for each TODO, in order, words, or code that is the same in both languages. */
export type Hint = readonly (Text | string)[];

/** Data about a chapter. */
export interface Chapter {
  /** Place in the course, 1 … 12. */
  readonly number: number;
  /** Short name: `vae`. */
  readonly name: string;
  readonly title: Text;
  /** Idea of the chapter in three sentences, for its printed sheet. */
  readonly idea: Text;
  /** File in its folder `picture` that shows the idea. */
  readonly picture: string;
  /** Minutes to read and write. */
  readonly reading: number;
  /** Measured seconds of the check and the training at the default size, in a tab of a quiet machine of two cores; in Node about a third. */
  readonly seconds: number;
  readonly sizes: { readonly default: LessonSize; readonly reduced: LessonSize };
  /** Ideas that the text explains, as the words of the two texts. */
  readonly teaches: readonly Text[];
  /** Ideas of earlier chapters that the exercise needs, by their English word. */
  readonly needs: readonly string[];
  /** Hints from a nudge to nearly the answer. */
  readonly hints: readonly [Hint, Hint, Hint];
  /** Typical wrong answers by the name that the check gives them. */
  readonly mistakes: Readonly<Record<string, Mistake>>;
}

/** One thing that a check looked at. */
export interface Finding {
  /** Claim about the learner's program: it holds, or it does not. */
  readonly claim: Text;
  readonly passed: boolean;
  /** Name of the mistake behind a failure, if it is a known one; see {@link Chapter.mistakes}. */
  readonly mistake?: string;
}

/** Check of a chapter: what the learner's code does, and what came out of its training. */
export interface Check {
  /** Judges the code on fresh random inputs, without training. */
  code(program: LessonProgram, seed: number): Promise<readonly Finding[]>;
  /** Judges what `run` returned. The size tells a reduced training, of which less is expected. */
  result(value: unknown, context: LessonContext): Promise<readonly Finding[]>;
}

/** Defines a chapter: its data and nothing else, so that a page can list chapters without loading them. */
export function defineChapter(chapter: Chapter): Chapter {
  return chapter;
}

/** Writes a hint: a line for each TODO, which begins with its number. */
export function hintText(hint: Hint): Text {
  const write = (language: Language): string =>
    hint.map((part, at) => `TODO ${at + 1}: ${typeof part === "string" ? part : part[language]}`).join("\n");
  return { ja: write("ja"), en: write("en") };
}

/** Returns the name of a chapter's folder, such as `03-vae`. */
export function chapterFolder({ number, name }: Pick<Chapter, "number" | "name">): string {
  return `${String(number).padStart(2, "0")}-${name}`;
}

/** Finds a chapter by number or name: `3`, `03`, `vae`, `03-vae`, `lesson 3`. */
export function findChapter<C extends Pick<Chapter, "number" | "name">>(
  chapters: readonly C[],
  word: string,
): C | undefined {
  const [, number, name] = /^(?:lesson[ -]?)?0*(\d*)-?([a-z0-9-]*)$/.exec(word.trim().toLowerCase()) ?? [];
  return chapters.find(
    (chapter) => (number || name) && (!number || Number(number) === chapter.number) && (!name || name === chapter.name),
  );
}
