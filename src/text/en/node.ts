/** English sentences of `src/node`, by file. */
export const nodeSentences = {
  openDatabase: {
    lockTables: {
      expected: "a database whose tables are free to be made",
      got: "one whose tables another studio has locked",
      remedy: "Wait a little and try again; if it stays so, end the studio that hangs",
    },
    readableDatabase: "a database that can be read and written",
    answeringPostgres: "a PostgreSQL that answers",
    checkDisk: "Check the disk and its permissions, or rename this folder to begin anew",
    mendUrl: "Mend DATABASE_URL, or unset it",
    cannotOpen: { expected: "{expected}", got: 'the error "{reason}"', remedy: "{remedy}" },
  },
  openStorage: {
    workspaceLocked: {
      expected: "a workspace that nothing else has open",
      got: "one that another studio (process{whose}) has open",
      remedy: "Use that studio, or end it and try again, or choose another workspace",
    },
  },
  reconnector: {
    checkDisk: "Check the disk and its permissions; if it stays so, open the studio again",
    startDatabase: "Start the database again: the studio goes on as soon as it answers",
    startBoth: "Start the database again, then the studio",
    databaseUnavailable: { expected: "a database that answers", got: "no answer ({reason})", remedy: "{remedy}" },
  },
  fileError: {
    error: "the error {code}",
    checkDisk: "Check the disk and the path",
    expectations: {
      read: "a file that can be read",
      list: "a folder that can be read",
      write: "a place that can be written to",
    },
    missingPath: { got: "nothing at this path", remedy: "Check the spelling of the path" },
    noPermission: { got: "no permission", remedy: "Change the permissions or choose another place" },
    file: "a file",
    giveFolder: "Give the path of a folder",
    folder: "a folder",
    giveFile: "Give the path of a file",
    fullDisk: "a full disk",
    makeRoom: "Delete something to make room",
    device: "a device or a socket",
    tooManyOpenFiles: "too many open files",
    closePrograms: "Close other programs and try again",
  },
  gpuDevice: {
    hints: {
      noGpu: "Check the graphics driver, or compute on the processor",
      memoryFull: "Take smaller batches, smaller pictures or fewer features",
      rejected: "Take smaller batches or pictures, or compute on the processor",
      deviceLost: "Go on from the last checkpoint",
      noHalfPrecision: "Compute in full precision",
    },
    notLoaded: {
      expected: "the package webgpu for this machine",
      got: 'the error "{reason}"',
      remedy: "Compute on the processor, or run npm install webgpu",
    },
  },
  loadModelFile: {
    notAScript: "{isFile, select, true {another kind of file} other {no file}}",
    syntax: {
      expected: "a program without slips",
      got: '"{reason}"',
      remedy: "Look at that line and the one above it: a bracket, a comma or a quote may be missing",
    },
    otherExport: "{isNothing, select, true {a file without export default} other {another default export}}",
    otherResult:
      "{isNothing, select, true {a function that returns nothing} other {a function that returns something else}}",
    invalid: {
      expected: "a .ts or .js file whose default export is the result of defineModel, or a function that returns it",
      got: "{got}",
      remedy: "{isOther, select, true {Begin the model with export default} other {Correct the file}}",
    },
  },
  openDevice: {
    softwareGpu: "GPU: {description} (no real one but a program on the processor: this will be slow)",
    gpu: "GPU: {description}",
    cpu: "CPU: {version}",
    fasterGpu: "GPU: {description} ({factor} × as fast as the processor)",
    fasterCpu: "CPU: {version} ({factor} × as fast as the graphics card)",
  },
  regularFile: {
    irregular: { expected: "a regular file", got: "a device or a pipe", remedy: "Give the path of a file" },
  },
  accessGuard: {
    originAddress: {
      expected: "an address such as https://studio.example.org",
      got: '"{text}"',
      remedy: "Write it as browsers see it, without a path",
    },
    foreignRequest: {
      expected: "the page of this studio itself",
      got: '"{got}"',
      remedy: "Open the address that the studio printed; give that of a proxy as an origin",
    },
    missingToken: {
      expected: "the token in the address that was printed",
      got: "none, or another one",
      remedy: "Open the whole address that the studio printed",
    },
  },
  checkUpload: {
    nothing: "nothing",
    outside: 'a name that points outside: "{file}"',
    noPictures: "an archive without pictures",
    tooManyFiles: "{count} files (at most {files})",
    tooLarge: "{bytes} MB when unpacked (at most {unpackedBytes} MB)",
    unusable: "{path} ({what})",
    picture: "no picture",
    tooManyPixels: "{width} × {height} pixels, at most {most} million",
    allUnusable: "none that can be used ({firstProblem})",
    upload: {
      expected: "an archive of pictures, or pictures",
      got: "{got}",
      remedy: "Choose JPEG, PNG, WebP, GIF, AVIF or TIFF pictures",
    },
  },
  filesWithin: {
    outside: {
      expected: "a file within its folder",
      got: "none, or a link that leads out of it",
      remedy: "Put the file itself in its place",
    },
  },
  formArchive: {
    files: "{files} files",
    notPictures: { expected: "an archive or pictures", got: '"{type}"', remedy: "Choose a ZIP archive, or pictures" },
  },
  httpError: {
    notFound: { expected: "{what} that is here", got: "an unknown one", remedy: "Load the page again" },
    tooLarge: { expected: "at most {limit}", got: "more than that", remedy: "Send it in smaller parts" },
  },
  pictureWall: {
    full: {
      expected: "at most {maxPictures} pictures on the wall",
      got: "one more",
      remedy: "Ask the host to take some down",
    },
    large: { expected: "a picture of at most {side} px a side", got: "a larger one", remedy: "Send a smaller one" },
    wrongCode: { expected: "the join code of this class", got: "another one", remedy: "Ask the host for the code" },
    picture: "a picture",
  },
  jobLimits: {
    waitingLimit: "at most {maxWaiting} trainings that wait",
    waitForOne: "Wait until one of them is over",
    listLimit: "at most {maxListed} trainings in the list",
    removeSome: "Remove some that are over from the list",
    memoryOfPictures: "{text} of pictures",
    oneMore: "one more",
    most: {
      expected: "at most {largest}",
      got: "{value}",
      remedy: "Give a smaller number, or train on the command line",
    },
  },
  jobQueue: {
    training: "a training",
    wrongState: {
      expected: "a training in a state that allows this",
      got: "the state {state}",
      remedy: "Wait until its state changes",
    },
    lockedByOther: {
      expected: "a run that nothing trains just now",
      got: "one that another process {holder} trains",
      remedy: "Throw it away once that training has ended",
    },
    folderGone: {
      expected: "a training that can go on",
      got: "one whose folder is gone",
      remedy: "Begin a new training",
    },
  },
  jobRoutes: {
    training: "a training",
    upload: "a set of pictures",
    picture: "a picture",
    sourceMissing: {
      expected: "the pictures that it learned from",
      got: "some that are gone",
      remedy: "Hand them in again and begin a new training",
    },
  },
  listenHttp: {
    portInUse: { expected: "a free port", got: "{port}, which is in use", remedy: "Take another one, or give none" },
    needsMoreRights: {
      expected: "a port that may be used",
      got: "{port}, which needs more rights",
      remedy: "Take one from 1024 on, or give none",
    },
    wrongHost: {
      expected: "an address of this computer",
      got: "{hasError, select, true {{host}:{port} ({code})} other {nothing}}",
      remedy: "Take 127.0.0.1 or 0.0.0.0",
    },
  },
  openStudio: { databaseBack: "the database answers again", address: "an address" },
  pageFiles: { page: "a page" },
  parseRatings: {
    ofAnotherModel: {
      expected: "ratings of pictures of the model {expected}",
      got: 'ratings of "{got}"',
      remedy: "Choose that model first",
    },
  },
  ratingRoutes: {
    model: "a model",
    rating: "a rating",
    otherPictures: {
      expected: "pictures of this model ({count} attributes, {latent} latents)",
      got: "something else",
      remedy: "Load the page again",
    },
  },
  readRatingsFile: {
    uncheckable: {
      expected: "ratings that can be read in {seconds} seconds",
      got: "some that took more time or memory than there is",
      remedy: "Send them in smaller parts",
    },
  },
  readRequest: {
    pageRequest: "what the page of this studio sends",
    right: "{right}",
    shortened: "{shortened}",
    reload: "Load the page again",
  },
  requestBody: {
    tooSlow: {
      expected: "at least {size} kB in {seconds} seconds",
      got: "a transfer that stands still",
      remedy: "Check the connection and send it again",
    },
    busy: {
      expected: "a server with room for more",
      got: "one that other transfers fill",
      remedy: "Wait a moment and send it again",
    },
  },
  runCatalog: { unusableRun: "{where} cannot be used ({got})" },
  runRoutes: { model: "a model", part: "a part" },
  trainingProcess: {
    brokeOff:
      "train: expected a training that goes on to its end, got one that broke off ({last}). Try to go on with it.",
  },
  uploadRoutes: {
    uploadInUse: {
      expected: "pictures that no training uses",
      got: "some that the training {id} uses",
      remedy: "End that training first",
    },
  },
  uploadStore: {
    upload: "a set of pictures",
    tooManyUploads: {
      expected: "at most {sets} sets of pictures",
      got: "one more",
      remedy: "Remove some that are no longer used",
    },
    busy: {
      expected: "a server with room for more pictures",
      got: "one that other pictures on their way fill",
      remedy: "Wait a moment and send them again",
    },
    uncheckable: {
      expected: "pictures that can be looked at in {seconds} seconds",
      got: "some that took more time or memory than there is",
      remedy: "Send fewer of them, or smaller ones",
    },
  },
  nodeFolder: {
    npmMissing: {
      expected: "npm beside Node.js",
      got: "none",
      remedy: "Install Node.js from nodejs.org, which brings npm",
    },
    npmFailed: {
      expected: "an npm that reaches its registry, to pack omakase and what it needs",
      got: "{reason}",
      remedy: "Connect this computer to the internet and try again",
    },
    incomplete: {
      expected: "a cache from which omakase installs and starts without internet",
      got: "one that lacks something",
      remedy: "Try again; report it as a bug if it stays",
    },
  },
  studioPageFolder: {
    pageNotBuilt: { expected: "the built page of the studio", got: "none", remedy: "Run npm run build" },
  },
  withRunLock: {
    locked: {
      expected: "a run that nothing else trains",
      got: "one that another process{whose} trains",
      remedy: "Wait until that training ends, or end it",
    },
  },
} as const;
