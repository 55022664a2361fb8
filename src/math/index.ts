export {
  appendCholeskyRow,
  cholesky,
  denseLower,
  inverseDiagonal,
  invertPositiveDefinite,
  multiplyLower,
  removeCholeskyRow,
  solveLower,
  solveLowerStep,
  solvePositiveDefinite,
  solveUpper,
  type LowerTriangle,
} from "./cholesky.ts";
export { binomialInterval } from "./binomial-interval.ts";
export { bootstrapStd, subsampleStds, type BootstrapOptions } from "./bootstrap.ts";
export { orthogonalComplement } from "./orthogonal.ts";
export { principalDirections } from "./principal-directions.ts";
export { projectToPrincipalPlane } from "./project-to-principal-plane.ts";
export { rocAuc, type RocAuc } from "./roc-auc.ts";
export { symmetricEigenvalues, symmetricEigenvectors } from "./symmetric-eigen.ts";
