import type { Language } from "../error.ts";
import { inLanguage, lessonText } from "../text/index.ts";

/**
 * Programs of a chapter, from its one source `lesson.ts`. The source is the whole solution, with marked gaps:
 *
 *     // gap
 *     // ja: 絵を数にする            (one line or more; the TODO of the exercise)
 *     // en: Turn the picture into numbers
 *     const z = encoder(images);    (the answer)
 *     //: const z = images;         (lines of the exercise in place of the answer, so that it runs)
 *     // end gap
 *
 * Comments that begin with `ja:` or `en:` stay in the program of that language, without the prefix.
 */
export type ProgramKind = "exercise" | "solution";

/** Part of a source: a line outside of gaps, or a gap. */
type Part = { readonly line: string } | Gap;

interface Gap {
  readonly comments: readonly string[];
  readonly answer: readonly string[];
  readonly start: readonly string[];
  readonly indent: string;
}

/**
 * Writes the program of a chapter in one language.
 *
 * @param source - text of `lesson.ts`.
 * @param kind - `exercise`: a TODO and starting lines in place of each answer; `solution`: the answers.
 * @returns text of a TypeScript module.
 */
export function programText(source: string, kind: ProgramKind, language: Language): string {
  let gaps = 0;
  return compose(source, language, (gap) => {
    gaps++;
    return kind === "exercise" ? [...todo(gap, gaps, language), ...gap.start] : gap.answer;
  });
}

/** Writes the exercise with other lines in its gaps: what a learner could have written. */
export function answeredText(source: string, answers: readonly string[], language: Language): string {
  let at = 0;
  return compose(source, language, (gap) => {
    const answer = answers[at++];
    if (answer === undefined) return gap.answer;
    return answer.split("\n").map((line) => (line === "" ? "" : gap.indent + line));
  });
}

/** Returns the answers of all gaps, line by line. */
export function gapAnswers(source: string): readonly (readonly string[])[] {
  return parse(source, "en").flatMap((part) => ("line" in part ? [] : [part.answer]));
}

/**
 * Returns the lines outside of gaps that a learner's file lacks. Comments, blank lines and indents do not count; numbers may
 * be others, and imports may have more names, as the texts invite to both. A file that was copied by an older version
 * lacks some lines, and so does one whose given lines were changed.
 */
export function missingLines(source: string, text: string, language: Language): string[] {
  const withoutNumbers = (line: string) => line.replace(/\b\d[\w.]*(?:-\d+)?/g, "0");
  const present = new Set(text.split("\n").map((line) => withoutNumbers(line.trim())));
  const given = parse(source, language).flatMap((part) => ("line" in part ? [part.line.trim()] : []));
  const lists = [...present].flatMap((line) => namesTaken(line) ?? []);
  const isPresent = (line: string) => {
    const taken = namesTaken(withoutNumbers(line));
    if (!taken) return present.has(withoutNumbers(line));
    return lists.some(({ from, names }) => from === taken.from && taken.names.every((name) => names.includes(name)));
  };
  return given.filter((line) => line !== "" && !line.startsWith("//") && !isPresent(line));
}

/** Returns the names that a line takes from a module or a namespace: `import { … } from "omakase";`, `const { … } = ops;`. */
function namesTaken(line: string): { readonly from: string; readonly names: readonly string[] } | undefined {
  const [, list, from] = /^(?:import|const) (?:type )?\{(.*)\} ((?:from|=) .*);$/.exec(line) ?? [];
  return list === undefined ? undefined : { from: from!, names: list.split(",").map((name) => name.trim()) };
}

/** Gap of an exercise as it is printed; all lines have their indent. */
export interface PrintedGap {
  /** Lines of the program before it. */
  readonly before: readonly string[];
  /** Comment that says what to write. */
  readonly todo: readonly string[];
  /** Lines of the program after it. */
  readonly after: readonly string[];
  /** Number of lines of the answer. */
  readonly lines: number;
}

/** Number of program lines to print before and after a gap. */
const linesAround = 2;

/** Returns the gaps of an exercise with some lines around each. */
export function printedGaps(source: string, language: Language): PrintedGap[] {
  const parts = parse(source, language);
  const around = (some: readonly Part[]): string[] => {
    const other = some.findIndex((part) => !("line" in part));
    return (other < 0 ? some : some.slice(0, other)).flatMap((part) => ("line" in part ? [part.line] : []));
  };
  let gaps = 0;
  return parts.flatMap((part, at) => {
    if ("line" in part) return [];
    const before = around(parts.slice(0, at).reverse()).slice(0, linesAround).reverse();
    const after = around(parts.slice(at + 1)).slice(0, linesAround);
    return { before, todo: todo(part, ++gaps, language), after, lines: answerLines(part) };
  });
}

function answerLines({ answer }: Gap): number {
  return answer.filter((line) => line.trim() !== "").length;
}

/** Writes the TODO of a gap: its number, its words, and how long the answer is. */
function todo(gap: Gap, number: number, language: Language): string[] {
  const { comments, indent } = gap;
  const [first = "", ...rest] = comments.map((comment) => comment.trim().replace(/^\/\/ /, ""));
  const sentence = lessonText.programText.todo({ number, lines: answerLines(gap), words: first });
  const title = `${indent}// ${inLanguage(sentence, language)}`;
  return [title, ...rest.map((comment) => `${indent}//   ${comment}`)];
}

function compose(source: string, language: Language, write: (gap: Gap) => readonly string[]): string {
  return parse(source, language)
    .flatMap((part) => ("line" in part ? [part.line] : write(part)))
    .join("\n");
}

function parse(source: string, language: Language): Part[] {
  const parts: Part[] = [];
  let gap: { comments: string[]; answer: string[]; start: string[]; indent: string } | undefined;
  for (const raw of source.split("\n")) {
    const [, indent, mark] = /^(\s*)\/\/ (gap|end gap)$/.exec(raw) ?? [];
    if (mark === "gap") {
      gap = { comments: [], answer: [], start: [], indent };
      continue;
    }
    if (mark === "end gap" && gap) {
      parts.push(gap);
      gap = undefined;
      continue;
    }
    const line = onlyLanguage(raw, language);
    if (line === undefined) continue;
    if (!gap) parts.push({ line });
    else if (/^\s*\/\/:/.test(line)) gap.start.push(line.replace(/\/\/: ?/, ""));
    else if (gap.answer.length === 0 && /^\s*\/\/ /.test(line)) gap.comments.push(line);
    else gap.answer.push(line);
  }
  return parts;
}

/** Returns a line without its language prefix; undefined for a comment of the other language. */
function onlyLanguage(line: string, language: Language): string | undefined {
  const [, , its] = /^(.*\/\/ |\s*\* )(ja|en): /.exec(line) ?? [];
  if (its === undefined) return line;
  return its === language ? line.replace(`${its}: `, "") : undefined;
}
