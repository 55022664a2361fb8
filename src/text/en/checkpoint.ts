/** English sentences of `src/checkpoint`, by file. */
export const checkpointSentences = {
  checkpointBytes: {
    notACheckpoint: "a file that is no checkpoint",
    noMetadata: "a file that lacks what a checkpoint says of itself",
    notFinite: 'a file whose weights "{broken}" are not finite numbers',
    otherVersion: {
      expected: "a checkpoint of format {formatVersion}",
      got: "one of format {version}",
      remedy: "Use the version of omakase that wrote it",
    },
  },
  checksummed: { wrongHash: "a damaged file (its SHA-256 does not match)" },
  damagedCheckpointError: {
    damagedCheckpoint: { expected: "an undamaged checkpoint", got: "{got}", remedy: "Use the checkpoint before it" },
  },
  loadCheckpoint: {
    useStep: "Use the one of step {at} instead",
    missingCheckpoint: {
      expected: "{atMissing, select, true {a run with a checkpoint} other {the checkpoint {at}}}",
      got: "{hasPresent, select, true {only {present}} other {a folder without one}}",
      remedy: "{hasPresent, select, true {Choose one of those} other {Check the path of the run, or train first}}",
    },
  },
  modelCard: {
    intro: "A generative image model, trained with omakase.",
    kind: "Model",
    size: "Pictures",
    source: "Learned from",
    pictures: "({count} pictures)",
    credit: "Credits and licence",
    unknownCredit: "Unknown to omakase: please write here whose pictures these are and what is allowed with them.",
    steps: "Steps",
    seen: "Pictures seen (with repeats)",
    seed: "Seed",
    verdict: "Verdict",
    retry: "On the way",
    device: "Trained on",
    hash: "Hash of the model",
    how: "How it was made",
    again: "The same command on the same kind of machine, device and version gives the same model.",
    mind: "What to mind",
    caution:
      "The model draws what resembles the pictures it learned from, with their gaps and their bias, and from few pictures it may repeat some almost exactly. Before you publish what it draws, make sure that you may do so.",
  },
  readSafetensors: {
    bytes: "{count} bytes",
    headerLength: "a header of length {headerLength}",
    metadata: "metadata that is no text",
    wrongOffset: '"{name}" at byte {begin} instead of {expected}',
    cutOff: 'a file that ends within "{name}"',
    leftOver: "{rest} bytes left over",
    unreadableHeader: "a header that cannot be read",
    unreadableEntry: 'an entry "{name}" that cannot be read',
    unknownType: '"{name}" of type {dtype} (known: {types})',
    wrongLength: '{end} bytes for "{name}" of shape [{shape}]',
  },
  recipe: {
    noRecipe: "a picture without a recipe",
    useDrawnPng: "Use a PNG that omakase drew, as it was written (editors and chats remove recipes)",
    tooLong: "a recipe of {count} letters",
    otherVersion: "a recipe of format {version}",
    updateOmakase: "Update omakase",
    invalid: "{hasPlace, select, true {a recipe with a wrong {place}} other {a recipe that cannot be read}}",
    otherModel: {
      expected: "a recipe for the model {hash}",
      got: 'one for {modelHash} (run "{run}")',
      remedy: "Give the run of that model (training on makes it another model)",
    },
    expectedPng: "a PNG with a recipe of omakase",
    useAsWritten: "Use the picture as omakase wrote it",
    translation: 'a translation of "{name}"',
    translateAgain:
      "Translate its input {name} again with the model of {run}{hasSeed, select, true { and the seed {seed}} other {}}",
  },
  runConfig: {
    notARun: {
      expected: "the folder of a run (with a config.json)",
      got: "something else",
      remedy: "Give the folder of a training",
    },
    invalid: {
      expected: "a configuration that this omakase understands",
      got: "a problem with {place} ({message})",
      remedy: "Undo what was changed in it, or start a new run",
    },
  },
  writeSafetensors: {
    float16Range: {
      expected: "numbers that half precision has (up to ±{maxFloat16})",
      got: "{value}",
      remedy: "Keep this tensor as F32",
    },
  },
} as const;
