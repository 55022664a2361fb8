/** Layers, their initializers and scopes of parameters, and losses that models share. */
export {
  bindNetwork,
  openScope,
  type Layer,
  type Network,
  type NetworkCall,
  type Scope,
  type ScopeOptions,
} from "./layer.ts";
export {
  averagePrefix,
  trainingPrefixes,
  createRegistry,
  define,
  graphOf,
  noise,
  type Definition,
  type Initializer,
  type Noise,
  type Registry,
} from "./registry.ts";
export { normal, ones, scaledNormal, zeros } from "./initializer.ts";
export { residual, sequential, skip } from "./sequential.ts";
export { dense, type DenseOptions } from "./dense.ts";
export { conv, upConv, upConvSmooth, type ConvOptions, type UpConvSmoothOptions } from "./conv.ts";
export { flatten, reshape } from "./shape.ts";
export { elu, gelu, leakyRelu, relu, sigmoid, silu, softplus, tanh } from "./activation.ts";
export { batchNorm, groupNorm, instanceNorm, type BatchNormOptions } from "./normalization.ts";
export { dropout } from "./dropout.ts";
export { averagePool, maxPool, pixelShuffle, resizeBilinear, upNearest } from "./resize.ts";
export {
  adversarialLosses,
  hingeLoss,
  relativisticLoss,
  standardLoss,
  type AdversarialLoss,
  type AdversarialLossName,
} from "./loss/adversarial.ts";
export { attributesLoss, type AttributesLoss } from "./loss/attributes.ts";
export { draganPenalty, zeroCenteredPenalty } from "./loss/gradient-penalty.ts";
export {
  gaussianNegativeLogLikelihood,
  independentValues,
  klDivergence,
  meanSquaredError,
  meanAbsoluteError,
} from "./loss/reconstruction.ts";
export { summarize, type LayerSummary, type NetworkSummary } from "./summary.ts";
export { createNetworkRunner, selectWeights, type NetworkRunner } from "./network-runner.ts";
