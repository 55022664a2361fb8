/** English sentences of `src/nn`, by file. */
export const nnSentences = {
  dropout: { rate: { expected: "a rate from 0 to below 1", got: "{rate}", remedy: "Give a rate such as 0.5" } },
  dense: {
    flat: {
      expected: "[batch, features]",
      got: "{shape}",
      remedy:
        '{isRow, select, true {Give it a row for each picture, such as noise("z", [batch, {features}])} other {Put flatten() before dense}}',
    },
  },
  conv: {
    images: {
      expected: "[batch, channel, height, width]",
      got: "{shape}",
      remedy: "Put reshape(channels, height, width) before it",
    },
  },
  features: {
    count: {
      expected: "a whole number, 1 or more",
      got: "{got}",
      remedy: "{isText, select, true {Write it without quotes} other {Write a number such as 16}}",
    },
  },
  options: {
    object: { expected: "options in braces", got: "{got}", remedy: "Write {layer}({out}, {brackets})" },
  },
  sequential: {
    noLayer: {
      expected: "layers",
      got: "{got}",
      remedy:
        "{isList, select, true {Write them without [ ]} other {Give layers such as dense(16), one after the other}}",
    },
    noTensor: {
      expected: "a layer that returns a tensor",
      got: "{got}",
      remedy:
        "{isLayer, select, true {Write ( ) after the name of the layer: relu()} other {Return the result of the layer}}",
    },
    noInput: {
      expected: "a tensor to apply the network to",
      got: "{got}",
      remedy:
        "{isBatch, select, true {Take the tensor out of it: write {brackets} among the arguments} other {Give it images or numbers}}",
    },
  },
  shape: {
    reshape: {
      expected: "{count} numbers in all for reshape({shape})",
      got: "{got}, from {from}",
      remedy: "Change reshape, or the layer before it",
    },
  },
  registry: {
    twoShapes: {
      expected: "the same shape of input as in the first call (weights {first})",
      got: "another (weights {second})",
      remedy: "Give this network tensors of one size: the pictures drawn must be as large as the images",
    },
  },
} as const;
