/** English sentences of `src/browser`, by file. */
export const browserSentences = {
  browserAssetLoader: {
    assetMissing: {
      expected: "a part that comes along with omakase",
      got: "{got}",
      remedy: "Put what nodeHost().asset(name) gives there, under that name",
    },
  },
  browserDevice: {
    noWebgpu: "WebGPU cannot be used ({got}).",
    webgpu: "The graphics card{name}, by WebGPU.",
    slowSoftware: "By {softwareText}: this is very slow.",
    onlySoftware: "All that WebGPU offers is {softwareText}.",
    webgpuRequired: {
      expected: "a browser with WebGPU",
      got: "{isSecureContext, select, true {one without} other {a page that did not come over https}}",
      remedy: "Open the page over https in a newer browser, or choose the processor",
    },
    oneThread: "One thread only, because the page is not isolated (COOP and COEP).",
    processor: "The processor, by WebAssembly with {threads, plural, one {one thread} other {# threads}}.",
    software: "an imitation of WebGPU on the processor{hasName, select, true { ({description})} other {}}",
  },
  codecs: { tiff: "a TIFF, which browsers do not open" },
  element: {
    name: "{hasConditions, select, true {Picture drawn by a model: {conditions}} other {Picture drawn by a model}}",
    condition: "{name}: {value}",
    noModel: {
      expected: "the address of a model file",
      got: "none",
      remedy: 'Write model="characters.omakase"',
    },
    modelMissing: {
      expected: "a model file of omakase",
      got: "{got}",
      remedy: "Put the file there, or correct the address in model",
    },
    translator: {
      expected: "a model that draws from noise",
      got: "one that translates drawings",
      remedy: "Choose another model",
    },
    seed: { expected: "a whole number, 0 or more", got: '"{text}"', remedy: 'Write seed="7"' },
    noWorker: {
      expected: "the script that draws",
      got: "none that this page may load",
      remedy: "Copy the whole folder of omakase-picture.js onto the page's own server",
    },
  },
  encodeWebp: {
    noWebp: { expected: "a browser that writes WebP", got: "one that does not", remedy: "Choose gif instead" },
  },
  fetchBinary: {
    unreadable: "a file that cannot be read",
    binaryMissing: {
      expected: "what is needed to compute on the processor",
      got: "{got}",
      remedy: "Check the network and load the page again",
    },
  },
  fetchBytes: {
    noAnswer: "a server that does not answer",
    page: "a page",
    answer: "the answer {status}",
    brokenOff: "an answer that broke off",
  },
  files: { noName: { expected: "the path of a file", got: "the storage itself", remedy: "Give the path of a file" } },
  storageError: {
    error: "the error {name}",
    reload: "Reload the page and try again",
    readable: "a file that can be read",
    writable: "a place that can be written to",
    isFolderCause: { got: "a folder", remedy: "Give the path of a file" },
    storageUnavailable: {
      got: "a browser that keeps no files for this page",
      remedy: "Open the page over https in a window that is not private",
    },
    nothingPath: "nothing at this path",
    checkSpellingPath: "Check the spelling of the path",
    nameFileCan: "a name that no file can have",
    giveAnotherName: "Give another name",
    fullStorage: "full storage",
    deleteSomethingSiteKeeps: "Delete something, or what this site keeps, in the browser's settings",
    fileAnotherTabUsing: "a file that another tab is using",
    closeOtherTabsTry: "Close the other tabs and try again",
  },
  writeStorageFile: {
    replaceFile: { expected: "a browser that can rename files", got: "an older one", remedy: "Update the browser" },
  },
} as const;
