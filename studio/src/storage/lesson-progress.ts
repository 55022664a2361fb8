import { useCallback, useState } from "react";
import { parseProgress, withProgress, type ChapterProgress, type Progress } from "omakase/lesson";
import { readSetting, removeSetting, writeSetting } from "./setting.ts";

const progressKey = "omakase.lesson.progress";
const codeKey = (folder: string): string => `omakase.lesson.code.${folder}`;

/** Returns the progress in the course and a function that changes it in one chapter. */
export function useLessonProgress() {
  const [progress, setProgress] = useState<Progress>(readProgress);
  const change = useCallback((chapter: string, changes: Partial<ChapterProgress>) => {
    const next = withProgress(readProgress(), chapter, changes); // another tab may have changed it
    writeSetting(progressKey, JSON.stringify(next));
    setProgress(next);
  }, []);
  return [progress, change] as const;
}

function readProgress(): Progress {
  return parseProgress(readSetting(progressKey) ?? undefined);
}

/** Reads the program that the learner wrote in a chapter; undefined if none is stored. */
export function readLessonCode(folder: string): string | undefined {
  return readSetting(codeKey(folder)) ?? undefined;
}

/** Stores the learner's program; `undefined` removes it. */
export function writeLessonCode(folder: string, code: string | undefined): void {
  if (code === undefined) removeSetting(codeKey(folder));
  else writeSetting(codeKey(folder), code);
}
