import { useCallback, useEffect, useRef, useState } from "react";
import {
  chapterFolder,
  locateError,
  withoutHint,
  type Chapter,
  type LessonEvent,
  type LocatedError,
} from "omakase/lesson";
import type { Language, Text } from "omakase/studio";
import {
  startLesson,
  type LessonJob,
  type LessonMessage,
  type RunningLesson,
} from "../../worker/learn/lesson-frame.ts";
import type { ChartLine } from "../train/curve-chart.tsx";
import { compileProgram, lessonFile } from "./compile-program.ts";

/** Result of a check: a claim about the program, and whether it holds. */
export type LessonFinding = Extract<LessonEvent, { readonly type: "finding" }>;

/** Picture that a program showed. */
export interface ShownPicture {
  readonly name: string;
  readonly url: string;
}

/** State of a run, and what came out of it so far. */
export interface LessonRun {
  readonly state: "none" | "preparing" | "running" | "stopped" | "ended";
  readonly trains: boolean;
  readonly findings: readonly LessonFinding[];
  readonly step?: { readonly step: number; readonly steps: number };
  readonly lines: readonly ChartLine[];
  readonly pictures: readonly ShownPicture[];
  readonly error?: LocatedError;
  /** Sentence about the result as a whole. */
  readonly note?: Text;
  readonly passed: boolean;
}

const noRun: LessonRun = { state: "none", trains: false, findings: [], lines: [], pictures: [], passed: false };
/** Time between two updates of the screen, ms: a program may report a thousand steps in a second. */
const updateInterval = 150;
/** Number that a step reports for experts. */
const expertValue = /(^|\.)gradientNorm$/;

/** How a program runs. */
interface StartOptions extends Pick<LessonJob, "size" | "trains"> {
  /** Whether the learner has changed the exercise; until then, its gaps are not explained as mistakes. */
  readonly isBegun: boolean;
}

/** Runs programs of a chapter, one at a time, and gives what came out of the last. */
export function useLessonRun(chapter: Chapter, language: Language, onPassed: () => void) {
  const [run, setRun] = useState(noRun);
  const current = useRef<{ readonly stop: () => void }>(undefined);
  const passedNow = useRef(onPassed);
  useEffect(() => {
    passedNow.current = onPassed;
  });
  const stop = useCallback(() => {
    current.current?.stop();
    current.current = undefined;
  }, []);
  const reset = useCallback(() => {
    stop();
    setRun((before) => {
      for (const { url } of before.pictures) URL.revokeObjectURL(url);
      return noRun;
    });
  }, [stop]);
  useEffect(() => reset, [chapter, reset]);

  const start = useCallback(
    (source: string, { size, trains, isBegun }: StartOptions) => {
      reset();
      const collector = createCollector(trains, setRun);
      let running: RunningLesson | undefined;
      let isOver = false;
      const end = (error?: unknown): void => {
        if (isOver) return;
        isOver = true;
        running?.stop();
        collector.end(error);
      };
      current.current = { stop: end };
      const job = { folder: chapterFolder(chapter), source, file: lessonFile, language, size, trains };
      void compileProgram(source).then((program) => {
        if (isOver) return;
        running = startLesson(
          { ...job, program },
          (message) => {
            if (message.type === "end") isOver = true;
            collector.add(isBegun ? message : withoutHint(message));
            if (message.type === "end" && message.passed && trains) passedNow.current();
          },
          end,
        );
      }, end);
    },
    [chapter, language, reset],
  );
  return { run, start, stop, reset };
}

/** Collects the messages of a program, and shows them at most every {@link updateInterval}. */
function createCollector(trains: boolean, show: (run: LessonRun) => void) {
  let run: LessonRun = { ...noRun, trains, state: "preparing" };
  const points = new Map<string, [number, number][]>();
  const pictures = new Map<string, ShownPicture>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const lines = [...points].map(([name, all]) => ({ name, points: [...all] }));
    run = { ...run, lines, pictures: [...pictures.values()] };
    show(run);
  };
  const addPoint = (name: string, step: number, value: number): void => {
    const line = points.get(name) ?? [];
    // a second training in the same program begins at step 1 again
    const last = line.at(-1)?.[0] ?? 0;
    if (step > last) points.set(name, line).get(name)!.push([step, value]);
    else points.set(name, [[step, value]]);
  };
  const setPicture = (name: string, content: BlobPart, type: string): void => {
    const old = pictures.get(name);
    if (old) setTimeout(() => URL.revokeObjectURL(old.url), 2 * updateInterval);
    pictures.set(name, { name, url: URL.createObjectURL(new Blob([content], { type })) });
  };
  show(run);
  return {
    add(message: LessonMessage): void {
      if (run.state === "preparing") run = { ...run, state: "running" };
      if (message.type === "finding") run = { ...run, findings: [...run.findings, message] };
      if (message.type === "note") run = { ...run, note: message.text };
      if (message.type === "error") run = { ...run, error: message };
      if (message.type === "picture") setPicture(message.name, message.png, "image/png");
      if (message.type === "figure") setPicture(message.name, message.svg, "image/svg+xml");
      if (message.type === "step") {
        run = { ...run, step: message };
        for (const [name, value] of Object.entries(message.values))
          if (!expertValue.test(name)) addPoint(name, message.step, value);
      }
      if (message.type === "end") run = { ...run, state: "ended", passed: message.passed };
      if (message.type === "end") flush();
      else timer ??= setTimeout(flush, updateInterval);
    },
    /** Ends the run early: stopped, or by an error. */
    end(error: unknown): void {
      run =
        error === undefined
          ? { ...run, state: "stopped" }
          : { ...run, state: "ended", error: locateError(error, lessonFile) };
      flush();
    },
  };
}
