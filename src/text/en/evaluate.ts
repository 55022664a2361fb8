/** English sentences of `src/evaluate`, by file. */
export const evaluateSentences = {
  attributeAccuracyLines: {
    heading: "Does it draw what is asked for? ({count} pictures, read by another model that learned from real ones)",
    choiceAccuracy: "  {label}: {accuracy} (real pictures: {realAccuracy})",
    numberError: "  {label}: off by {medianError}, median (real pictures: {realMedianError})",
    allChoices: "  all choices together: {accuracy} (real pictures: {realAccuracy})",
    onReal: " (real pictures: {real})",
    rareCombinations:
      "  rare combinations (under 1 % of what it learned from; {count} of {combinationCount}): {choiceAccuracy}{onReal}, both {accuracy}",
    hardCombination: "    hard: {combination} ({share} of the examples)",
    reliable:
      "    where real pictures are read to within {maxReliableError} ({share} of them, by {label}): {medianError} (real pictures: {realMedianError}): {list}",
    choice: "{choice} {medianError} ({realMedianError})",
    attributeChoice: "{attribute} {choice}",
    combination: "{first} + {second}",
    notJudged: "    not judged, as real pictures are not read so well: {list}",
  },
  evaluate: {
    noFrechet: "Only {compared} pictures can be compared, so there is no Fréchet distance (from {width} on).",
    frechetTooLarge:
      "With only {compared} pictures the Fréchet distance comes out too large: look at it beside that of real pictures.",
    rough: "With so few pictures, all numbers are rough.",
    manyTwins: "The real pictures have so many twins that copies cannot be told by numbers: look at the figure.",
    tooFewPictures: { expected: "at least {needed} pictures", got: "{got}", remedy: "Use more pictures" },
  },
} as const;
