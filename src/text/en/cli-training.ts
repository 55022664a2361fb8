/** English sentences of the commands of `omakase` that train, measure, look after data, and open pages. */
export const cliTrainingSentences = {
  class: {
    about: "make a folder to hand out in a class: the course without internet, a timetable, sheets to print",
    folder: "the folder to write; default: class",
    overwrite: "replace files of the same names",
    node: "also make the folder node, from which npm installs omakase without internet, on this kind of system",
    nodeExists: { expected: "a name that is still free", got: "a folder that exists", remedy: "Add --overwrite" },
    step: {
      pack: "packing omakase …",
      fill: "filling an npm cache …",
      check: "installing from it without the network …",
    },
    nodeDone: "  For those who use Node ({system}): {folder} ({bytes} MB), see its README.txt",
    serve: "serve the folder to the local network until Ctrl-C; it is written first where there is none",
    host: "of --serve: the address to listen at; default 0.0.0.0, everyone on the network; 127.0.0.1: this computer alone",
    port: "of --serve: default: the first free one from 4649 on",
    wall: "of --serve: a wall on which learners show their pictures to each other, behind a join code; they are kept beside the folder, as <folder>-wall",
    onlyServe: { expected: "it with --serve", got: "it alone", remedy: "Add --serve, or leave it out" },
    serving:
      "{folder} is open at {address} (Ctrl-C ends). {hasWall, select, true {Of visitors, only what they hang on the wall is kept} other {It only reads: nothing is asked of visitors, nothing is kept}}.",
    wallOpen:
      "Wall of pictures: join code {code}\n  to show it on the projector, and to take pictures down: {address}\n  pictures are kept in {folder}",
    elsewhere: "  for learners on the local network: {one}",
    done: "Wrote {folder} ({count} files, {bytes} MB).\n  Learners: open {folder}/index.html by a double click; no internet is needed.\n  You: open {folder}/{host}",
  },
  hostPage: {
    title: "For the host",
    lead: "This folder is a class on generative models, for two hours, without internet. Everybody gets a copy: on a USB stick, or over the local network.",
    handOut: "Hand it out",
    doubleClick:
      "Copy the whole folder to each computer and open index.html by a double click. It opens the course with all twelve chapters; nothing is installed.",
    served:
      "Or serve it to the local network: npx omakase class --serve prints the address to give out (any web server will do, too). Then the other screens (Draw, Rate, Morph, …) are there as well. With --wall, learners show each other their pictures.",
    progress:
      "What learners write stays in their own browser, for this address or this folder. A folder that is moved begins empty.",
    before: "The day before",
    tryOldest:
      "Open chapter 2 on the oldest computer of the room, press Run, and look at the clock: the times below are those of two cores.",
    browser: "Use a current Chrome, Edge, Firefox or Safari. Charge the laptops: training is work.",
    print:
      "Print one sheet a chapter, from the folder sheet: the idea, a picture, the gap, room to write, and hints upside down.",
    timetable: "Timetable: {minutes} minutes",
    start: "from",
    minutes: "minutes",
    chapter: "chapter",
    break: "Break",
    rest: "Two hours do not hold all twelve chapters. These are for home:",
    language: "English",
    sheet: "sheet",
    node: "In an editor",
    nodeText:
      "Who has Node can write in an editor. npx omakase class --node adds a folder from which they install omakase without internet, for one kind of system; making it needs the internet.",
    nodeFolder:
      "The folder node has omakase for those who use Node, without internet. It is for one kind of system: {system}. Each copies the folder to a computer of that kind and follows its README.txt.",
    nodeReadme:
      "# omakase in an editor, without internet\n\nFor this system: {system}\n\n1. Copy this folder to your computer, and open a terminal in the copy.\n\n2. Install (PowerShell may want npm.cmd and npx.cmd):\n\n   npm install --offline --cache npm-cache\n\n3. Write chapter 3, or any other:\n\n   npx omakase lesson 3\n",
    limits: "Limits",
    limitsText:
      "From a double click, and over http under any name but localhost, browsers give a page neither several threads nor, over http, the graphics card. The course needs none of these; training is slower.",
  },
  dataset: {
    about: "look at the pictures before training: sizes, brightness, duplicates, labels",
    source: "{builtinDatasets}, or a folder, zip, or IDX file",
    size: "the size to train at; default 64",
    count: "how many; default: all, {defaultCount} of a built-in set",
    pairs: "pictures in pairs: inputs and what is made of them",
    reverse: "exchange inputs and targets of the pairs",
    outliers: "also find the pictures that do not belong",
    out: "default: dataset-NAME",
    overwrite: "replace files of the same names",
    looking: "looking {done} / {total}",
    unknown: "unknown",
    title: "Pictures by {label}",
  },
  defineCommand: {
    lang: "language, ja or en; default: the system's",
    json: "print one JSON object a line",
    help: "show this help",
    examples: "Examples",
    emptyValue: { expected: "a value", got: "an empty one", remedy: "Give one, or leave {where} out" },
  },
  evaluate: {
    about: "judge a model's pictures: how good, how varied, and whether they are copies",
    source:
      "what to compare with; default: what it learned from. Of a pix2pix: pairs to translate; default: those held back",
    count: "how many pictures to draw; default {defaultCount}",
    seed: "decides what is drawn; default 1",
    out: "default: the folder of the run",
    overwrite: "replace files of the same names",
    looking: "looking {done} / {total}",
    drawingFigure: "drawing the figure",
    translations: "Drawn are translations of inputs that it did not learn from; real are targets that it did.",
    mirroredCopies: "  Of mirrored copies, about half are missed.",
    compare: "  To compare: {path}",
    note: "{name}, {drawn} drawn, {real} originals, {space}",
  },
  exportSite: {
    reading: "reading {path}",
    packing: "packing models {done} / {total}",
    done: "Wrote the site {folder} ({count} files, {bytes} MB)\n{list}\nPut this folder on any web server, and anybody can play (opening index.html as a file does not work).\nOver https it also uses the visitor's graphics card.",
    folderIsRun: {
      expected: "a folder for the site",
      got: "{folder}, the folder of a run",
      remedy: "Take another name",
    },
  },
  export: {
    about:
      "write the part that draws as an ONNX file, for anything that reads ONNX, or as a web site for anybody to play with",
    site: "write the studio's page into this folder, as a web site that needs no server; it begins with the first run",
    out: "the file; default: one in the run's folder",
    batch: "fixes how many pictures are drawn at a time; default: any",
    overwrite: "replace a file of the same name",
    done: "Wrote {file} ({bytes} MB)\n  input {name} [{input}]: {what}\n  output picture [{output}]: -1 (black) to 1 (white)",
    inputPicture: "the picture to translate, -1 (black) to 1 (white)",
    randomNumbers: "random numbers from N(0, 1)",
    conditionalText:
      "{noiseSize} random numbers from N(0, 1), then the attributes (howToDraw and attributes in the file say how)",
    exclusiveOption: {
      expected: "an export without --site",
      got: "both --site and {other}",
      remedy: "Leave one of them out",
    },
    onnxName: { expected: "a name that ends in .onnx", got: '"{out}"', remedy: "Call it model.onnx, for example" },
    singleModel: {
      expected: "one model for one ONNX file",
      got: "{count}",
      remedy: "Export them one by one, or give --site to have one site with all of them",
    },
  },
  launchStudio: {
    opening: "opening the studio",
    open: "The studio is open: {address}\n  It works in {workspace}. Ctrl-C ends it.",
    otherComputers: "  From other computers: {one}",
    saving: "Saving, then it ends.",
  },
  measureAttributeAccuracy: {
    learning: "learning to read pictures {step} / {steps}",
    drawing: "drawing to order {done} / {total}",
  },
  outlierCheck: {
    about: "find the pictures that do not fit",
    run: "a folder that outlier fit made",
    pictures: "pictures, folders, archives, or a set such as sushi",
    falseAlarms: "how often normal pictures may be called outliers; default 1%",
    count: "how many of each folder or set",
    out: "default: checked of the run",
    overwrite: "replace files of the same names",
    looking: "looking {done} / {total}",
    oddest: "the oddest {count} of {total}",
    all: "{count} in all",
    pValue: "{pValue} of normal ones",
    more: "… {count} more in the table",
    outliers: "{outliers} of {count} are outliers.",
    accepted: "you accepted it",
    missed: "you named it as missed",
    changed:
      "By your feedback ({accepted} accepted, {missed} missed): {fewer} fewer outliers and {more} more than without it.",
  },
  outlierJudge: {
    acceptAbout:
      "say of pictures that they are fine: they are no longer outliers, and what looks nearly the same neither",
    missedAbout: "say of pictures that they were missed: the threshold falls below them",
    run: "a folder that outlier fit made",
    pictures: "pictures, folders or archives",
    falseAlarms: "for what is said of the threshold; default 1%",
    count: "how many of each folder",
    looking: "looking {done} / {total}",
    more: "… {count} more",
    accepted:
      "{count, plural, one {# picture} other {# pictures}} accepted. By them scores only fall, so false alarms can only become fewer: what was promised holds.",
    missed: "{count, plural, one {# picture} other {# pictures}} named as missed.",
    next: "  To see or take back what you said: npx omakase outlier feedback {path}",
    tooMany: {
      expected: "at most {most} pictures of feedback",
      got: "{count}",
      remedy: "Fit again with the accepted ones among the normal pictures: npx omakase outlier fit",
    },
  },
  outlierFeedback: {
    about: "list what was said of single pictures, or take it back",
    run: "a folder that outlier fit made",
    undo: "take back these numbers of the list, such as 1,3, or all",
    falseAlarms: "for what is said of the threshold; default 1%",
    none: "No feedback. To give some: npx omakase outlier accept {path} <pictures>, or outlier missed",
    line: "{at}  {verdict}  {date}  {name}  score {fitted} → {score}",
    accepted: "accepted",
    missed: "missed  ",
    undone: "{count, plural, one {# entry} other {# entries}} taken back: as if never said.",
    numbers: "all, or numbers such as 1,3",
    unknownNumber: {
      expected:
        "{count, plural, =0 {nothing, as there is no feedback} other {numbers of the list, 1 … {count}, or all}}",
      got: "{number}",
      remedy: "See the list: npx omakase outlier feedback {path}",
    },
  },
  outlierFit: {
    about: "learn what is normal from normal pictures alone",
    pictures: "normal pictures: a folder, zip, IDX file, or a set",
    out: "the folder to make; default runs/outlier-NAME",
    size: "the size at which it looks at the whole; default 64. The detector tiles sees pictures of any shape at their own size, up to 1024 px",
    groupBy:
      "keeps the pictures of one thing together, and promises false alarms for new things: folder, prefix (the file name up to its last _ or -), or a column of tags.csv. Default: near-duplicates, such as bursts, are noticed; none: each picture by itself",
    count: "how many; default all, {defaultCount} of a built-in set",
    defectPictures:
      "pictures that the defect detector sees, with repetition: 90,000 of 64 px take about 11 minutes on one core, of 128 px four times as long; Ctrl-C keeps what was learned",
    minutes: "finish within this time, tests and threshold included",
    seed: "decides the split and every chance",
    target:
      "any: whatever does not fit; defects: small ones rather than other things; novelty: other things alone, which needs no training. Default any",
    detectors:
      "what counts, of {anomalyDetectors}; default colours,edges,patches,defects, for novelty colours,edges; of grey pictures layout in place of colours. What finds too few flaws in a test does not count",
    first:
      "After {time}, a first model is there: {path}. It sees whole pictures and textures, and outlier check can use it while small flaws are learned.",
    done: "{isReady, select, true {Learned what is normal} other {Not ready}}: {path}\n  {training} pictures to learn from, {scale} for the scales, {count} for the threshold.",
    network: "  Textures are seen by your network at {size} px, by {layers}. A copy of it is in the folder.",
    stopped:
      "  {isAborted, select, true {Stopped before its end} other {In that time}}: the defect detector saw {picturesLearned} of {pictures} pictures and will miss more.",
    next: "  To check pictures: npx omakase outlier check {path} <pictures>",
    learningToDraw: "learning to draw them again {done} / {total}  {left} left",
    learningDefects: "learning to find defects {done} / {total}  {left} left",
    calibrating: "setting the scales and the threshold, and testing them {done} / {total}",
    stoppingText: "finishing with what was learned (another Ctrl-C ends it without saving)",
    folderExists: { expected: "a folder that is not there yet", got: "one that is", remedy: "Give another --out" },
  },
  backboneOptions: {
    features:
      "features of the networks; or a network of your own as an ONNX file, such as backbone.onnx: its layers take the place of textures, as in PatchCore. It sees the full pictures, and is copied into the run. Default 16",
    layers:
      "layers of that network to compare, such as layer2,layer3: names of values or operations of its graph; default: its outputs that have height and width",
    inputRange:
      "numbers that it expects of pixels: imagenet (0 to 1, less ImageNet's mean, divided by its deviation), 0..1, -1..1 or 0..255; default imagenet",
    inputSize: "size at which it sees pictures; default 224, or what its file fixes",
    alone: {
      expected: "a network of your own beside it",
      got: "none",
      remedy: "Name one with --features backbone.onnx, or leave this out",
    },
  },
  pictureGroups: {
    looking: "looking for near-duplicates {done} / {total}",
    noticed:
      "{pictures} of the {count} pictures are nearly alike, in {bursts, plural, one {# group} other {# groups}}, as if photographed several times. Each group stays together in every split, and false alarms are promised for new things, not for further pictures of the same. With --group-by none each picture stands by itself.",
    tooFew:
      "{pictures} pictures are nearly alike, in {bursts, plural, one {# group} other {# groups}}: the set has only {things} different things, and it takes {needed} to keep groups together. So what is promised holds for further pictures of the same things alone.",
    notLooked:
      "Near-duplicates were not looked for, as there are too many pictures or too little time. Name groups with --group-by where the same thing was photographed several times.",
    unknown: {
      expected: "folder, prefix, none or a column of tags ({columns})",
      got: '"{groupBy}"',
      remedy: "Name one of them",
    },
  },
  selfTestTexts: {
    found:
      "Of flaws made for a test, it finds {share} of those of {size} px and more, in pictures of {side} px, at {rate} false alarms.",
    rejected: "Does not count, as it tells such flaws from normal pictures too seldom: {rejected}.",
    untested: "It looks for other kinds of things alone; small flaws were not tested.",
    notReady:
      "Warning: it is not ready, as it finds less than half of the flaws of {size} px and more. Give it more normal pictures, more --minutes, or a larger --size.",
  },
  outlier: {
    about:
      "(early) learn what is normal from normal pictures alone, and find what does not fit (fit, then check), and teach it by single pictures (accept, missed)",
    help: "show this help",
    helpCommand: "show the help of a command",
    examples: "Examples",
  },
  reportDatasetOutliers: {
    looking: "looking for what does not belong {progress}",
    none: "Outliers: none; each of the {count} pictures resembles others",
    found:
      "Outliers: {count}, farther from the others than the median by over {limit} deviations: {names}{more, plural, =0 {} other { and # more}}",
    lookFirst: "  They may be good ones that are only rare: look at outliers.png before you remove any.",
    size: { expected: "16, 32, 64, 128, 256 …", got: "{size}", remedy: "With --outliers give 64, for example" },
  },
  startTourInStudio: {
    begin: "It trains for {all} minutes in all, one model after the other: {each}",
    notThere: {
      expected: "a folder of pictures or a built-in set ({builtinDatasets})",
      got: "nothing at this path",
      remedy: "Check the spelling of the path",
    },
    minutes: "at most a week for each model",
    count: "at most a million",
    source: "a path of at most 200 letters",
    trainable: "what a studio can train",
    changeIt: "Change it, or add --no-studio",
    training: "{id}: training",
    paused: "{id}: paused ({seen} pictures)",
    progress: "{id}: {seen} pictures seen",
    failed: "{id}: {error}",
    minutesOfModel: "{model} {minutes} min",
  },
  start: {
    about: "begin here: open the studio, and train an AE, a VAE, a GAN and a latent flow on sushi",
    source: "pictures to learn from; default: sushi",
    minutes: "minutes of training in all; default 8",
    models: "which models; default: ae,vae,gan,latent-flow, from 25 minutes on dcgan too",
    seed: "decides every random number; default 1",
    count: "how many pictures to draw",
    size: "side of the pictures; default 64",
    out: "folder for the results",
    studio: "open the studio and train in it; default where somebody sits before a screen",
    noStudio: "train without the studio, and end",
    begin: "omakase: learning to draw {source} with {models} (about {minutes} minutes). Ctrl-C stops.",
    done: "Done. Open this in a browser: {page}",
  },
  studio: {
    about: "open the studio: draw, rate and train in the browser",
    runs: "runs to show first; those in runs/ of the workspace are always there",
    workspace: "the folder to work in; default: the current one",
    port: "default: the first free one from 4649 on",
    host: "where to listen; default 127.0.0.1, this computer alone; with 0.0.0.0 others can come in, with a token",
    origin: "the address of an HTTPS proxy that visitors come through; may be repeated; they need the token",
    noOpen: "do not open the browser",
  },
  train: {
    about: "learn to draw pictures like those of a source (models: {modelNames})",
    model: "one of {modelNames}",
    source:
      "sushi, faces, characters, or a folder, zip, or IDX file; for pix2pix pairs: sushi, emoji, or a folder or zip of them",
    steps: "train up to this step",
    minutes: "train for this time",
    out: "folder for the run; default: a new one in runs/",
    resume: "go on with an earlier run",
    finish: "with --resume, end soon: the stages that are left get half of their time, so that the model draws",
    finishWithoutResume: {
      expected: "a run to finish, by --resume",
      got: "none",
      remedy: "Type omakase train --resume <run> --finish",
    },
    finishWithLength: {
      expected: "neither --steps nor --minutes, as it sets the length itself",
      got: "both",
      remedy: "Leave one of them out",
    },
    totalImages:
      "pictures of the whole training, for schedules in parts of it; default: from --steps, or from --minutes and the speed",
    penalty: "gradient penalty γ (GANs)",
    from: "begin with a trained model, to follow other pictures",
    checkpointEvery: "steps between checkpoints",
    figuresEvery: "steps between figures",
    dryRun: "print the resolved configuration and stop",
    expectedSource: "pictures to learn from",
    folderIsRun: {
      expected: "a new folder",
      got: "one that holds a run",
      remedy: "Go on with --resume {path}, or give another --out",
    },
    damaged: "{broken} is damaged: going on from step {step}",
    tooFewSteps: {
      expected: "at least {step}",
      got: "{steps}",
      remedy: "Steps are counted from the beginning of the run",
    },
    heldOut: "Checked on pictures that it was not trained on.",
    toEvaluate: "For its Fréchet distance and more: npx omakase evaluate {path}",
    toResume: "To go on: npx omakase train --resume {path}",
    toFinish: "It does not draw yet. To let it learn that in a short time: npx omakase train --resume {path} --finish",
    toTranslate: "To translate: npx omakase translate {path} {source}",
    toDraw: "To draw: npx omakase generate {path}",
    argument: {
      expected: "{expected}",
      got: "{gotMissing, select, true {nothing} other {{got}}}",
      remedy: "Try {example}",
    },
    tags: "which tags to learn (cgan, latent-flow), with commas between; default: all of them (cgan), none (latent-flow), those of the old model (--from)",
  },
  watch: {
    about:
      "watch real pictures and say when they have changed since training (exit code of --once: 0 the same, 3 changed)",
    run: "the folder of a run",
    folder: "the pictures to watch",
    every: "seconds between looks; default 60",
    once: "look once",
    noMemory: {
      expected: "what it remembers of its pictures (real.safetensors)",
      got: "an older run, without",
      remedy: "Train a little more, with npx omakase train --resume {path}",
    },
    failed: "{clockTimeNow} {error}",
    discriminator:
      "{hasShare, select, true {; the detective takes the learned pictures for more real {share} % of the time (50 %: alike)} other {}}",
    numbers: "{sampledCount} pictures, distance {distance}, by chance {probabilityText}",
    changed: "{time} changed ({numbers}){discriminator}. To follow: {follow}",
    same: "{time} the same ({numbers}){discriminator}",
    tooFewPictures: { expected: "at least {minPictures} pictures", got: "{count}", remedy: "Add pictures" },
  },
} as const;
