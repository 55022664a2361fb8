import type { Chapter } from "./chapter.ts";

/** Row of a timetable. */
export interface TimetableRow {
  /** Minutes from the beginning. */
  readonly start: number;
  readonly minutes: number;
  /** Undefined: a break. */
  readonly chapter?: Chapter;
}

/** Timetable of a session, and the chapters that do not fit into it. */
export interface Timetable {
  readonly rows: readonly TimetableRow[];
  /** Minutes of all rows. */
  readonly minutes: number;
  readonly later: readonly Chapter[];
}

/** Minutes of a break. */
const breakMinutes = 10;
/**
 * Order of a session of two hours, by number: an autoencoder and a VAE, counterfeiter and detective, then both together.
 * The game of chapter 5 needs little attention, so it comes where that is short.
 */
const session = [1, 2, 3, "break", 6, 7, 8, 5, 12] as const;

/** Returns the minutes that a chapter takes, reading and computing. */
export function chapterMinutes({ reading, seconds }: Pick<Chapter, "reading" | "seconds">): number {
  return Math.ceil(reading + seconds / 60);
}

/** Plans a session of two hours, from the times of the chapters. */
export function planSession(chapters: readonly Chapter[]): Timetable {
  const rows: TimetableRow[] = [];
  let start = 0;
  for (const part of session) {
    const chapter = chapters.find(({ number }) => number === part);
    const minutes = chapter ? chapterMinutes(chapter) : breakMinutes;
    rows.push({ start, minutes, ...(chapter && { chapter }) });
    start += minutes;
  }
  return { rows, minutes: start, later: chapters.filter((chapter) => !rows.some((row) => row.chapter === chapter)) };
}
