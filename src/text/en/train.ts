/** English sentences of `src/train`, by file. */
export const trainSentences = {
  lossContext: {
    missing: { expected: "a definition of the model with {field}", got: "none", remedy: "Give {field} to defineModel" },
    noise: {
      expected: 'a name and a shape, such as {tool}("z", mean.shape)',
      got: "{isName, select, true {{got} for the shape} other {{got} for the name}}",
      remedy: "{isName, select, true {Add the shape behind the name} other {Write the name first, in quotes}}",
    },
    noiseLength: {
      expected: "whole lengths of at least 1 in the shape",
      got: "{got}",
      remedy:
        "{isMissing, select, true {The number of pictures is called size: take it as {brackets} from the first argument of the loss} other {Correct the shape}}",
    },
    noiseOfTwoShapes: {
      expected: 'one shape for the name "{name}", {first}',
      got: "{second}",
      remedy: "Give the other dice another name, or the same shape",
    },
    otherSize: {
      expected: "the size of its first call, {first}",
      got: "{second}",
      remedy: "Give this network tensors of one size: the pictures drawn must be as large as the images",
    },
    unknownWeight: {
      expected: "a name in settings.weights ({hasNone, select, true {which has none} other {{weights}}})",
      got: "{name}",
      remedy: "Add {name} to settings.weights",
    },
  },
  step: {
    notScalar: {
      expected: "a loss whose terms are one number each",
      got: "{name}: {got}",
      remedy: "Reduce it to a number, for example with meanAll",
    },
    noTerms: {
      expected: "a loss that returns a number [], or numbers by name",
      got: "{got}",
      remedy:
        "{isAsync, select, true {Delete async and await: a loss only says what to compute} other {Write return before the loss}}",
    },
    noNames: {
      expected: "a loss that returns a number [], or numbers by name",
      got: "no terms",
      remedy: "Return at least one term",
    },
    noAccuracy: {
      expected: 'a loss that calls metric("accuracy", …)',
      got: "none",
      remedy: "Set {setting} to another value than auto",
    },
  },
  checkSampling: {
    shape: {
      expected: "{wanted}",
      got: "{got}",
      remedy: "Correct the last layers: pictures are [batch, channels, size, size], and numbers [batch, latent]",
    },
    range: {
      expected: "pictures from −1 (black) to 1 (white)",
      got: "{name}, which gives nothing below 0",
      remedy: "End the network that draws with tanh()",
    },
    otherWidth: {
      expected: "as many numbers as the losses give to {network} (weights {trained})",
      got: "{latent} (weights {drawn})",
      remedy: "Write the same number at latent and in noise",
    },
  },
  trainClassifier: {
    noTags: {
      expected: "pictures with tags",
      got: "pictures without any",
      remedy: "Put a tags.csv beside the pictures",
    },
  },
  trainer: {
    resumedWeights: {
      expected: "{shape} values",
      got: "{hasSaved, select, true {{count}} other {none}}",
      remedy: "Use a checkpoint of the same model",
    },
    diverged: {
      expected: "a finite number",
      got: "{broken}",
      remedy: "Lower the learning rate and resume from the last checkpoint",
    },
    nonFinite: {
      expected: "finite numbers",
      got: "NaN or Infinity, first from {op} of {inputs} to {output}, which reads the weights {weights}",
      remedy: "Keep the input of that operation in its domain, or lower the learning rate",
    },
    noTotalImages: {
      expected: "the images of the whole training, as a stage or a schedule is a fraction of it",
      got: "nothing",
      remedy: "Give totalImages, or a number of steps",
    },
  },
  transferWeights: {
    mismatch: {
      expected: "weights of {expected}",
      got: "{noGot, select, true {none} other {{got}}}",
      remedy: "Use the same kind of model, size, features, and latent as the old one",
    },
  },
  verdict: {
    healthy: { name: "healthy", advice: "go on" },
    undertrained: {
      name: "undertrained",
      advice:
        "its pictures are still a blur or noise: train longer, and if that no longer helps, look at the signs and the strengths of the losses, then take more features",
    },
    "too strong": {
      name: "detective too strong",
      advice: "the counterfeiter learns nothing from it; if this lasts, train anew with balance auto or 1:2",
    },
    "too weak": {
      name: "detective too weak",
      advice: "it cannot tell real from drawn; if this lasts, train anew with balance auto or 2:1",
    },
    collapsing: { name: "collapsing", advice: "the counterfeiter draws the same note again and again (mode collapse)" },
    memorising: {
      name: "memorising",
      advice: "it draws training pictures almost exactly; give it more pictures, or mirror them",
    },
    stalled: { name: "stop, it is not improving", advice: "you can stop here; the best model is kept" },
    broken: { name: "broken", advice: "the numbers ran away, or what was learned is lost" },
  },
} as const;
