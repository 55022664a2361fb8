/** English sentences of `omakase lesson`. */
export const cliLessonSentences = {
  lesson: {
    about: "learn to write an AE, a VAE and a GAN (12 chapters; give a number to begin one)",
    chapter: "a chapter: 3, 03 or vae; default: list them all",
    hint: "show one more hint, of three; each tells more",
    solution: "show a solution, and how your file differs from it",
    from: "begin with the program of a link from the screen Learn (between quotation marks), or of a file; what others wrote can do whatever you can do on this computer: read it first",
    reset: "start over; your file is kept as lesson.old.ts",
    once: "check and run once, without waiting for saves",
    quick: "try it quickly, with smaller pictures and less training",
    threads: "threads to compute with on the processor",
    toBegin: "\nTo begin: npx omakase lesson 1 (a number or a name)",
    waiting: "Waiting for you to save (Ctrl-C ends).",
    interrupted: "Ended after {step, number} of {steps, number} steps. Your file is kept; a run starts anew.",
    saved: "\nSaved. Checking …",
    shownHint: "Hint {number} / {total}\n{hint}",
    shownSolution: "A solution: {folder}/solution.ts (- your lines, + its lines)",
    hiddenLines: "  … {lines, plural, one {# line} other {# lines}} the same",
    kept: "Your file is kept as {file}.",
    noChapter: {
      expected: "a chapter with the file",
      got: "none",
      remedy: "Write it before --from, such as omakase lesson 3 --from ./vae.ts",
    },
    otherChapter: {
      expected: "a program of chapter {number}",
      got: "a link to one of chapter {other}",
      remedy: "Leave the chapter out, or write {other}",
    },
    ownWork: {
      expected: "no program of your own",
      got: "one that you changed",
      remedy: "Go on with it by {command}, or add --reset: yours is then kept as lesson.old.ts",
    },
    unknownChapter: {
      expected: "the number or name of a chapter ({names})",
      got: '"{word}"',
      remedy: "List them by npx omakase lesson",
    },
  },
  givenProgram: {
    noProgram: {
      expected: "a link that holds a program",
      got: "one that holds none",
      remedy:
        "Copy it by Share as a link or Continue in an editor on the screen Learn, and write it between quotation marks",
    },
    damaged: {
      expected: "a whole link",
      got: "a damaged one",
      remedy: "Copy it once more, and write it between quotation marks",
    },
    noFile: {
      expected: "a link of the screen Learn or a file",
      got: "{path}, which does not exist",
      remedy: "Check the path",
    },
    unreadable: {
      expected: "a file that can be read",
      got: "the error {code} of {path}",
      remedy: "Give the path of a program",
    },
    long: {
      expected: "a program of at most {most} bytes",
      got: "{bytes} bytes",
      remedy: "Give a program of the course",
    },
    noText: {
      expected: "a program in UTF-8",
      got: "{path}, which holds none",
      remedy: "Give the path of a TypeScript file",
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
