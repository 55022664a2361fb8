/** English sentences of `src/cli` outside of its commands. */
export const cliMessagesSentences = {
  heartbeat: { working: "working" },
  encodePicture: { searched: 'searched for "{name}" in the model ({found})' },
  loadPictures: {
    preparing: "preparing pictures {done} / {total}",
    skipped: "skipped {count} files (such as {file}: {reason})",
  },
  openBaseModel: {
    otherModel: {
      expected: "a run of {model}",
      got: "one of {oldModel}",
      remedy: "Say omakase train {oldModel} … --from {path}",
    },
    otherSetting: {
      expected: "{noConfig, select, true {none} other {{config}}}, as the old model has",
      got: "{override}",
      remedy: "Leave {mismatched} out",
    },
    noMemory: "{path} does not remember its pictures: there will be no figure of how fast the old face disappears",
  },
  openInverter: {
    otherEncoder: "The encoder that was kept belongs to another model, or is damaged: learning a new one",
    training: "This model has no encoder: training one beside it (once, a few minutes)",
    trainingProgress: "training the encoder {done} / {total}",
    searching: "searching for pictures that it knows, to compare with {done} / {total}",
    noPictures:
      "The pictures that it learned from ({source}) are not there: the encoder learns from drawn ones alone, and nothing can be said about what the model knows",
  },
  openRecipeRun: {
    notFound: {
      expected: 'the folder of the run "{run}" that drew this picture',
      got: "none that could be found (looked at: {names})",
      remedy: "Give its model with --run",
    },
  },
  readParent: { sheet: { expected: "one picture", got: "a sheet of {count}", remedy: "Give the PNG of one of them" } },
  readRatings: {
    none: { expected: "at least one rating", got: "none", remedy: "Rate some pictures first" },
    ratingsOfOneRater: { expected: "one of {names}", got: '"{raterName}"', remedy: "Check the name" },
    csvAlone: {
      expected: "--run with a CSV",
      got: "a CSV alone",
      remedy: "Name the run of the rated pictures with --run",
    },
    otherModel: {
      expected: "ratings of pictures of the model {expected}",
      got: "ratings of {got}",
      remedy: "Give the run of that model",
    },
  },
  reloadModelFile: {
    changed: {
      expected: "the file that the training began with",
      got: "a changed one",
      remedy: "Undo the change, or begin a new training",
    },
  },
  requireAttributes: {
    none: {
      expected: "a model with attributes (cgan)",
      got: "a {kind}, which has none",
      remedy: "Train one first: npx omakase train cgan faces",
    },
  },
  splitByTag: {
    unknownTag: {
      expected: "a tag and a choice of the pictures ({known})",
      got: "none of them",
      remedy: "Check the spelling",
    },
  },
  main: { about: "omakase: give it pictures; it learns to draw more of them." },
  deviceOptions: {
    deviceOrAuto: "where to compute: cpu, webgpu (the graphics card), or auto (the faster of them); default auto",
    device: "where to compute: cpu, or webgpu (the graphics card); default cpu",
    half: "keep results in between in half precision (graphics card only): faster, coarser",
    threads: "threads to compute with on the processor",
    halfWithoutWebgpu: {
      expected: "--device webgpu",
      got: "{prefer}",
      remedy: "Add --device webgpu, or leave --half out",
    },
  },
  seedOrPicture: {
    seedOrPicture: {
      expected: "a seed (7 or 7:12) or a picture file",
      got: "neither",
      remedy: "Check the number, or the spelling of the path",
    },
  },
  trainOptions: {
    otherModels: { expected: "an option of {model}", got: "one of other models", remedy: "Leave {found} out" },
    fixedLearningRate: {
      expected: "a learning rate that falls",
      got: "one that stays, by --learning-rate or --method classic",
      remedy: "Leave one of them out",
    },
    badValue: {
      expected: "{isSize, select, true {{pictureSizes}} other {{message}}}",
      got: "{got}",
      remedy: "Give another value",
    },
    flippedYaw: {
      expected: "pictures whose left and right mean nothing",
      got: "pictures with a direction (yaw)",
      remedy: "Leave --flip out",
    },
  },
  output: {
    outputLost: {
      expected: "a place that can be written to",
      got: "{full, select, true {a full disk} other {the error {code}}}",
      remedy: "The work goes on without its output; send that elsewhere next time",
    },
  },
  commandError: {
    incomplete: { expected: "a complete command", got: '"{said}"', remedy: "{remedy}" },
    unknownOption: { expected: "an option of this command", got: "an unknown name", remedy: "{remedy}" },
    unknownCommand: { expected: "a command of omakase", got: "an unknown name", remedy: "{remedy}" },
    noValue: { expected: "a value", got: "{got}", remedy: "{remedy}" },
    wrongValue: { expected: "a value for {message}", got: "{got}", remedy: "{remedy}" },
    requiredOption: { expected: "this option, always", got: "{got}", remedy: "{remedy}" },
    choice: { expected: "{allowed}", got: '"{got}"', remedy: "{remedy}" },
    tooMany: {
      expected: "at most {wanted} {wanted, plural, one {value} other {values}}",
      got: "{given}",
      remedy: "{remedy}",
    },
    nothing: "nothing",
    perhaps: "Perhaps you mean {meant}",
    seeHelp: "See npx omakase{command} --help",
  },
  formatEvaluation: {
    metricTexts: {
      frechet: { name: "Fréchet distance", hint: "how different as a whole; less is better" },
      kernel: { name: "kernel distance", hint: "the same, also for few pictures" },
      precision: { name: "precision", hint: "drawn pictures that could be real" },
      recall: { name: "recall", hint: "real pictures that it could draw" },
      density: { name: "density", hint: "like precision, steadier" },
      coverage: { name: "coverage", hint: "like recall, steadier" },
    },
    drawn: "drawn",
    real: "real",
    heading:
      '{compared} drawn pictures beside {compared} real ones (± one standard deviation, {space}).\nBeside the same ones, another {compared} real pictures get what stands under "real".',
    copies:
      "Too near to one of {real} originals: {near} of {drawn} ({suspicious}; of fresh real pictures {expected}). {found, select, true {Some seem to be copies: look at the figure.} other {No sign of copying.}}",
    quality: "{far} from the real pictures (real ones {near}): {count, plural, =0 {no fault stands out} other {}}",
    fault: "  {name}: {meaning}",
  },
  formatVerdict: {
    far: "{compared, select, drawings {{distance} from the real pictures} reconstructions {reconstructions {distance} from their originals} other {translations {distance} from their targets}}",
    start: "before the first step: {far}, variety {variety} %",
    health:
      "health: {name} ({far}{kept, select, true {, the best so far} other {}}{hasFaults, select, true {, {faults}} other {}}; variety {variety} %){advised, select, true { {advice}} other {}}",
    bestKept: "step {to} was better than the end (step {from}): that model is kept",
    retry:
      "{name} at step {from}: back to the best model (step {to}), trying once more with a quarter of the learning rate and twice the penalty",
    stopped:
      "{name} again at step {from}: stopped, with the best model (step {to}) in place. Train again with a smaller --learning-rate, or look at the pictures",
  },
  inversionTexts: {
    outside:
      '"{name}" lies outside of what the model knows: {left} is left over ({share} of the pictures it knows are within {limit})',
  },
  renderProgress: { drawing: "drawing {done} / {total}", searching: "searching {done} / {total}" },
  reportTraining: {
    saving: "saving what was learned (another Ctrl-C ends it without)",
    ready: "{name}: ready ({seconds} s, {parameters} parameters)",
    done: "{name}: {seen} pictures seen ({seconds}, {pace}/s) → {path}",
    prefixed: "{name}: {text}",
  },
  similarityText: {
    mean: "Mean of {count} {count, plural, one {pair} other {pairs}}: {numbers} (L1: less is nearer; the others: more is nearer)",
  },
  startPage: { writing: "writing the page …", stopped: "Training was stopped early.", verdict: "{name}: {advice}." },
  thresholdTexts: {
    tooLow:
      "Warning: a false-alarm rate of {wanted} cannot be promised. With {count} normal pictures for the threshold, nothing below {lowestRate} can (it takes {needed} of them, about {inAll} normal pictures in all). At this rate no picture is called an outlier.",
    meaning:
      "Threshold {threshold}: of normal pictures {isGrouped, select, true {of new groups from} other {from}} the same source, on average at most {wanted} are called outliers by mistake (set with {count} {isGrouped, select, true {groups} other {normal pictures}}).",
    moved:
      "Threshold {threshold}, lower than {from, select, none {any that can be promised} other {the {from} of before}}: you named {missed, plural, one {a picture} other {{missed} pictures}} that {missed, plural, one {was} other {were}} missed. Promised {wanted}; now about {rate} of normal pictures {isGrouped, select, true {of new groups } other {}}are called outliers by mistake ({low} to {high}; told by {count} {isGrouped, select, true {groups} other {normal pictures}}).",
    tooUsual:
      "{count, plural, one {A picture} other {{count} pictures}} that you named as missed would make more than {most} of normal pictures outliers, so the threshold stays above {count, plural, one {it; only that very picture is} other {them; only those very pictures are}} called one. More normal pictures like the ones mistaken for it would help, or a larger set: omakase outlier fit.",
    uncertain:
      "Warning: as few pictures set it, the rate that comes true may lie anywhere from about {percent} to {rate}.",
  },
  translateHelp: { help: "show this help", verb: "show the help of a command" },
  writeResults: {
    writing: "writing {progress}",
    pathTaken: {
      expected: "a name that is still free",
      got: "a file with other content",
      remedy: "Give another {option}, or --overwrite to replace it",
    },
  },
  requireWritable: {
    otherKind: { expected: "a place that can be written to", got: "{got}", remedy: "{remedy}" },
    file: "a file",
    folder: "a folder",
    givePath: "Give the path of {kind}",
  },
  openModel: {
    bundledFirst: '"{name}" is the model that comes along. For the run in this folder, write ./{name}',
    damaged: "{broken} is damaged: using the model of step {step}",
    drawingOnly: {
      expected: "the folder of a run",
      got: '"{name}", a model that holds only the part that draws',
      remedy: "Train one first: npx omakase train gan sushi",
    },
    folderWithoutRun: "a folder without a run",
    nothing: "{hasName, select, true {nothing of this name} other {nothing}}",
    unknownModel: {
      expected:
        "the folder of a run ({noListed, select, true {none here yet} other {{listed}}}), a .omakase file, or a model that comes along ({bundled})",
      got: "{got}",
      remedy: "Try npx omakase {commandName} {run}",
    },
  },
  modelArgument: {
    model: "the folder of a run, a .omakase file, or a model that comes along ({bundled}; results go to omakase-NAME)",
  },
} as const;
