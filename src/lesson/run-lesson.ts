import type { Text } from "../error.ts";
import { lessonText } from "../text/index.ts";
import type { Chapter, Check, Finding, LessonContext, LessonProgram } from "./chapter.ts";
import { locateError } from "./locate-error.ts";

/** Event of a lesson that is checked and run. */
export type LessonEvent =
  | {
      readonly type: "finding";
      /** `code`: judged on random inputs; `result`: judged after the training. */
      readonly stage: "code" | "result";
      readonly claim: Text;
      readonly passed: boolean;
      /** Hint for a known mistake. */
      readonly hint?: Text;
    }
  /** Sentence before the findings about a result: it was trained for less than the whole time. */
  | { readonly type: "note"; readonly text: Text }
  | { readonly type: "step"; readonly step: number; readonly steps: number; readonly values: Values }
  | { readonly type: "show"; readonly name: string; readonly file: string }
  | { readonly type: "error"; readonly text: Text; readonly line?: number }
  | { readonly type: "end"; readonly passed: boolean };

/** Returns the event without the hint for a known mistake: in an untouched exercise, gaps are no mistakes. */
export function withoutHint<Event extends { readonly type: string }>(event: Event): Event {
  return event.type === "finding" ? { ...event, hint: undefined } : event;
}

/** Numbers of a training step by name. */
type Values = Readonly<Record<string, number>>;

/** See {@link runLesson}. */
export interface RunLessonOptions {
  readonly chapter: Chapter;
  readonly check: Check;
  /** Context of `run`, without `log`, which becomes events. */
  readonly context: Omit<LessonContext, "log">;
  /** Name of the learner's file in stack traces. */
  readonly file: string;
  /** Seed of the check's random inputs; a fresh one each time. */
  readonly seed: number;
  /** Whether the program trains after the check of its code. Default true. */
  readonly trains?: boolean;
  readonly emit: (event: LessonEvent) => void;
}

/**
 * Checks a learner's program on random inputs, runs its training, and judges the result. A program that fails the first
 * check still runs, so that the learner sees what it does.
 *
 * @param load - imports the program.
 * @returns whether everything passed.
 */
export async function runLesson(load: () => Promise<LessonProgram>, options: RunLessonOptions): Promise<boolean> {
  const { file, emit } = options;
  let passed = false;
  try {
    passed = await judge(await load(), options);
  } catch (error) {
    emit({ type: "error", ...locateError(error, file) });
  }
  emit({ type: "end", passed });
  return passed;
}

async function judge(program: LessonProgram, options: RunLessonOptions): Promise<boolean> {
  const { chapter, check, context, seed, trains = true, emit } = options;
  const report = (stage: "code" | "result", findings: readonly Finding[]) => {
    for (const { claim, passed, mistake } of findings) {
      const hint = passed || mistake === undefined ? undefined : chapter.mistakes[mistake]?.hint;
      emit({ type: "finding", stage, claim, passed, ...(hint && { hint }) });
    }
    return findings.every(({ passed }) => passed);
  };
  const codeIsRight = report("code", await check.code(program, seed));
  if (!trains) return codeIsRight;
  const { run } = program;
  if (typeof run !== "function") {
    emit({ type: "error", text: lessonText.runLesson.noRun });
    return false;
  }
  const log = (step: number, values: number | Values) =>
    emit({ type: "step", step, steps: context.steps, values: typeof values === "number" ? { loss: values } : values });
  const loggedContext: LessonContext = { ...context, log };
  const value: unknown = await run(loggedContext);
  const [{ steps }, whole] = [context, chapter.sizes.default.steps];
  if (steps < whole) emit({ type: "note", text: lessonText.runLesson.short({ steps, whole }) });
  const resultIsRight = report("result", await check.result(value, loggedContext));
  return codeIsRight && resultIsRight;
}
