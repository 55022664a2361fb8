/** English sentences of `omakase lesson`. */
export const cliLessonSentences = {
  lesson: {
    about: "learn to write an AE, a VAE and a GAN (12 chapters; give a number to begin one)",
    chapter: "a chapter: 3, 03 or vae; default: list them all",
    hint: "show one more hint, of three; each tells more",
    solution: "show a solution, and how your file differs from it",
    reset: "start over; your file is kept as lesson.old.ts",
    once: "check and run once, without waiting for saves",
    quick: "try it quickly, with smaller pictures and less training",
    threads: "threads to compute with on the processor",
    toBegin: "\nTo begin: npx omakase lesson 1 (a number or a name)",
    waiting: "Waiting for you to save (Ctrl-C ends).",
    saved: "\nSaved. Checking …",
    shownHint: "Hint {number} / {total}: {hint}",
    shownSolution: "A solution: {folder}/solution.ts (- your lines, + its lines)",
    unknownChapter: {
      expected: "the number or name of a chapter ({names})",
      got: '"{word}"',
      remedy: "List them by npx omakase lesson",
    },
  },
  lessonTexts: {
    chapterLine: "{mark} {number}  {title} ({name}, {time})",
    opening: "{number} · {title} ({time})\n  read:  {folder}/text.md\n  write: {folder}/lesson.ts, at each TODO",
    seconds: "{reading} min + {seconds} s to compute",
    minutes: "{reading} min + {minutes} min to compute",
    stopped: "It stopped half-way.",
    notYet: "Not yet. Change the file and save it (a hint: {command} --hint; the answer: --solution).",
    oldFile:
      "lesson.ts lacks lines that this chapter comes with, such as:\n    {line}\n  If you did not change them, the file is from an older omakase: {command} --reset begins with the new one, and keeps yours as lesson.old.ts.",
    next: "Done! Next is chapter {number}, {title}: npx omakase lesson {number}",
    last: "Done! That was the last chapter.",
  },
} as const;
