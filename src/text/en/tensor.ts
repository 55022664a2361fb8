/** English sentences of `src/tensor`, by file. */
export const tensorSentences = {
  leakyRelu: { slope: { expected: "a slope from 0 to 1", got: "{slope}", remedy: "Give a slope such as 0.2" } },
  random: { outOfRange: { expected: "a whole number from 0 on", got: "{value}", remedy: "Give 1, for example" } },
  rebuild: {
    unknownOperation: {
      expected: "an operation that this omakase knows",
      got: "another one",
      remedy: "Update omakase",
    },
  },
  tensor: {
    operator: {
      expected: "a function such as add or multiply",
      got: "an operator such as + or *",
      remedy: "Write add(a, b) for a + b, and subtract, multiply and divide for the others",
    },
  },
  constant: {
    operand: {
      expected: "a tensor or a number",
      got: "{got}",
      remedy: "Give the result of a network or of an operation",
    },
  },
  shape: {
    fit: {
      expected: "a shape that fits {left}",
      got: "{right}",
      remedy:
        "{isImages, select, true {Each upConv doubles pictures, each stride: 2 halves them} other {Make the lengths the same, or 1, counted from the last}}",
    },
    lengths: { expected: "whole lengths of at least 1", got: "{shape}", remedy: "Correct the sizes of the layers" },
    single: { expected: "a single number []", got: "{shape}", remedy: "Reduce it to a number by sumAll or meanAll" },
    axesInBrackets: { expected: "axes in brackets", got: "{got}", remedy: "Write {call}" },
    axes: { expected: "axes of {shape}, from 0 on, each once", got: "{axes}", remedy: "Name axes that exist" },
    values: { expected: "{count} values", got: "{got}", remedy: "Give as many values as the shape has" },
    order: { expected: "the axes of {shape} in some order", got: "{order}", remedy: "Name each axis once" },
    factor: {
      expected: "a factor that fits {left}",
      got: "{right}",
      remedy: "Make the last length of the first the one before the last of the second",
    },
    counts: { expected: "counts for {shape}", got: "{before} and {after}", remedy: "Give two counts for each axis" },
    axis: {
      expected: "tensors with an axis {axis}",
      got: "{isEmpty, select, true {none} other {{shape}}}",
      remedy: "Join along an axis that all of them have",
    },
    alike: {
      expected: "shapes like {first} but for axis {axis}",
      got: "{other}",
      remedy: "Make the other lengths the same",
    },
    gradient: { expected: "dy of {shape}", got: "{got}", remedy: "Make the shapes fit" },
    size: {
      expected: "a shape of {count} values, as {from} has",
      got: "{to}",
      remedy: "Choose lengths whose product is {count}",
    },
    weights: {
      expected: "weights [out, {channels}, height, width] for {shape}",
      got: "{weights}",
      remedy: "Give pictures of as many channels as the weights have",
    },
    strides: {
      expected: "whole strides of 1 or more, and padding of 0 or more",
      got: "{stride} and {padding}",
      remedy: "Correct stride, kernel or padding",
    },
    picture: {
      expected: "a picture of at least {kernelHeight} × {kernelWidth} with its padding",
      got: "{height} × {width}",
      remedy: "Use fewer layers with a stride, or larger pictures",
    },
    stretch: { expected: "a shape that {from} stretches to", got: "{to}", remedy: "Make the shapes fit" },
    block: { expected: "a block inside {shape}", got: "{size} at {start}", remedy: "Correct the start or the size" },
  },
} as const;
