import { fork } from "node:child_process";
import type { Language } from "../../error.ts";
import type { LessonEvent } from "../../lesson/index.ts";

/** Work of a lesson process. */
export interface LessonJob {
  /** Name of the chapter. */
  readonly chapter: string;
  /** Full path of the learner's file. */
  readonly file: string;
  /** Folder for figures. */
  readonly figures: string;
  readonly language: Language;
  readonly size: "default" | "reduced";
  /** Threads of the CPU. Default: all cores. */
  readonly threads?: number;
}

/** A lesson that is being checked and run. */
export interface RunningLesson {
  /** Resolves when the process has ended: whether everything passed; undefined when it was stopped or broke down. */
  readonly ended: Promise<boolean | undefined>;
  /** Ends the process at once, whatever it does. */
  stop(): void;
}

/**
 * Checks and runs a learner's file in a process of its own.
 *
 * @param emit - called with each event.
 */
export function startLesson(job: LessonJob, emit: (event: LessonEvent) => void): RunningLesson {
  const here = new URL("./", import.meta.url);
  const folder = here.pathname.includes("/src/node/") ? new URL("../../../dist/node/lesson/", here) : here;
  const child = fork(new URL("lesson-process.js", folder), [JSON.stringify(job)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let passed: boolean | undefined;
  child.on("message", (event: LessonEvent) => {
    if (event.type === "end") passed = event.passed;
    emit(event);
  });
  const ended = new Promise<boolean | undefined>((resolve) => {
    child.once("exit", () => resolve(passed));
    child.once("error", () => resolve(undefined));
  });
  return { ended, stop: () => void child.kill("SIGKILL") };
}
