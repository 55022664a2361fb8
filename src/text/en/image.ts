/** English sentences of `src/image`, by file. */
export const imageSentences = {
  checkAnimationOptions: {
    noFrames: { expected: "at least one picture", got: "none", remedy: "Pass pictures" },
    framesPerSecond: {
      expected: "1 to 50 pictures per second",
      got: "{framesPerSecond}",
      remedy: "Choose a number from 1 to 50",
    },
  },
  decodeError: {
    cannotDecode: {
      expected: "a JPEG, PNG, WebP, GIF, AVIF or TIFF picture",
      got: "{got}",
      remedy: "See whether a picture program opens it, and save it again as PNG or JPEG",
    },
    notAPicture: "bytes that are no picture",
    unsupportedFormats: { HEIC: "a HEIC photograph", BMP: "a BMP picture" },
    damaged: "a damaged {format}",
    tooLarge: "a picture of {size} pixels, which is too large",
  },
} as const;
