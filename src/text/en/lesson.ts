/** English sentences of `src/lesson`, by file. */
export const lessonSentences = {
  programText: {
    todo: "TODO {number} (about {lines, plural, one {# line} other {# lines}}): {words}",
  },
  runLesson: {
    short:
      "This is the result of only {steps, number} of {whole, number} steps. It may be far from what the text shows: train fully to compare.",
    noRun: "There is no function called run. If it got lost, a reset brings the file back.",
  },
  holeMap: {
    title: "{percent} % of the dice fell into a hole",
    caption: "Blue: one picture each. Red: dice that fell into a hole.",
  },
  points: {
    title: "Red dots: fakes. Black crosses: real points",
    caption: "Colour behind: blue where the detective says real, orange where fake.",
  },
  rater: {
    title: "Line: the standard for “good”. Dots: pictures",
    caption: "Green: called good. Red: called bad. Higher is more pleasing; time goes to the right.",
  },
  locateError: {
    notDefined: 'There is no "{name}" yet. Check the spelling, or import it at the top.',
    noExport: 'The library has no "{name}" to import. Check the spelling.',
    notFunction: '"{name}" is not a function, so it cannot be called with ( ).',
    readOfNothing: 'Something is still empty ({nothing}), so its "{name}" cannot be read. Is a return missing?',
    constant: "A const cannot be changed. Write another const with a new name.",
    tooEarly: '"{name}" is used before the line that sets it. Swap the lines.',
    unused: 'The loss does not use "{name}", so there is nothing for it to learn.',
    twice:
      'The same name {hasName, select, true {"{name}" } other {}}is set twice. Rename one of the two, or delete it.',
    brokenOff: "The text breaks off here. A bracket {brackets} or a comma is missing, or there is one too many.",
    other: "Error: {message}",
  },
} as const;
