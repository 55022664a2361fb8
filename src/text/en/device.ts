/** English sentences of `src/device`, by file. */
export const deviceSentences = {
  checkShapes: {
    mismatch: {
      expected: "{expected}",
      got: "{noGot, select, true {nothing} other {{got}}}",
      remedy: "Hand in numbers that fit the shape",
    },
  },
  dynamicBatch: {
    fixedBatch: {
      expected: "a network that treats every picture by itself",
      got: "something that depends on how many there are",
      remedy: "Export with a fixed batch",
    },
  },
  onnxDevice: {
    notLoaded: {
      expected: "to load a program",
      got: 'the error "{reason}"',
      remedy: "Check that there is free memory, and report it if that does not help",
    },
  },
  referenceDevice: {
    missingState: {
      expected: "{shape} ({count} numbers)",
      got: "{hasGot, select, true {{got}} other {nothing}}",
      remedy: "Hand in values of that shape",
    },
  },
  contraction: {
    planContraction: {
      expected:
        "{best, select, true {at most {expected} products beside each other} other {a product of at most {expected} columns}}",
      got: "{counted}",
      remedy: "{remedy}",
    },
  },
  gpuErrorHints: {
    defaultGpuErrorHints: {
      noGpu: "Check the graphics driver, or compute on the processor",
      memoryFull: "Take a smaller batch, smaller pictures or fewer features",
      rejected: "Take a smaller batch or smaller pictures, or compute on the processor",
      deviceLost: "Open it again and go on from what was saved last",
      noHalfPrecision: "Do without half precision",
    },
  },
  gpu: {
    bufferTooLarge: { expected: "pieces of at most {most}", got: "{bytes}", remedy: "{remedy}" },
    outOfMemory: { expected: "{bytes} of free memory", got: "less", remedy: "{remedy}" },
    gpuRefused: { expected: "to compute", got: 'the error "{message}"', remedy: "{remedy}" },
  },
  webgpuDevice: {
    noGpu: { expected: "a GPU", got: "no GPU that can be used", remedy: "{remedy}" },
    noHalfPrecision: { expected: "a GPU that computes in half precision", got: "{name}", remedy: "{remedy}" },
    lostGpu: { expected: "a working GPU", got: "word that the GPU is gone ({reason})", remedy: "{remedy}" },
  },
} as const;
