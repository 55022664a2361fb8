export { joinFeatures, selectFeatures, type Features } from "./features.ts";

export { fitGaussian, frechetDistance, type Gaussian } from "./frechet-distance.ts";
export {
  distanceMatrix,
  pairDistances,
  selectDistances,
  type DistanceMatrix,
  type PairDistances,
} from "./pair-distances.ts";
export { kernelDistance, kernelMatrices, type KernelMatrices } from "./kernel-distance.ts";
export { precisionRecall, type PrecisionRecall } from "./precision-recall.ts";
export { densityCoverage, type DensityCoverage } from "./density-coverage.ts";
export { memorisation, type Memorisation, type MemorisationOptions } from "./memorisation.ts";
export { meanPairwiseDistance } from "./energy-distance.ts";
export { pixelStatistics } from "./pixel-statistics.ts";
export { qualityStatistics, qualityStatisticsOf } from "./quality-statistics.ts";
export { qualityFaultWords } from "./quality-fault-words.ts";
export {
  qualityFaults,
  qualityMeter,
  type ImageQuality,
  type QualityFault,
  type QualityMeter,
} from "./image-quality.ts";
export { downsample } from "./downsample.ts";
export { layoutFeatures } from "./layout-features.ts";
export { edgeFeatures } from "./edge-features.ts";
export { textureFeatures } from "./texture-features.ts";
export { colourFeatures, backprojectColours } from "./colour-features.ts";
export { forEachDistances } from "./for-each-distances.ts";
export { permutationTest, type PermutationTest, type PermutationTestOptions } from "./permutation-test.ts";
export { kthNearestDistances, nearestNeighbours, type NearestNeighbours } from "./nearest-neighbours.ts";
export { kNearestNeighbours } from "./k-nearest-neighbours.ts";

export { attributePredictor, type AttributePredictor } from "./attribute-predictor.ts";
export { featureNetwork, type FeatureNetwork } from "./feature-network.ts";
export { normalizedPyramid, pixelDistance, pyramidDistance } from "./feature-pyramid.ts";
export { loadFeatureWeights, type FeatureWeights } from "./feature-weights.ts";
export { patchCount, patchFeatureSize, patchFeatures } from "./patch-features.ts";
export { withRandomFlips, type PictureSet } from "./picture-set.ts";
