export { joinFeatures, selectFeatures, type Features } from "./features.ts";
export { bootstrapDeviation, subsampleDeviations, type BootstrapOptions } from "./bootstrap.ts";
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
export { energyDistance, spread } from "./energy-distance.ts";
export { glance } from "./glance.ts";
export { layoutFeatures } from "./layout.ts";
export { edgeFeatures } from "./edges.ts";
export { colourFeatures, spreadColours } from "./colours.ts";
export { eachDistances } from "./neighbours.ts";
export { permutationTest, type PermutationTest, type PermutationTestOptions } from "./permutation-test.ts";
export { coreset } from "./coreset.ts";
export { nearestDistances, nearestPoints, type NearestPoints } from "./nearest-distances.ts";
export { nearestOthers } from "./nearest-others.ts";
export { rocArea, type RocArea } from "./roc-area.ts";
