export { cholesky } from "./cholesky.ts";
export { bootstrapStd, subsampleStds, type BootstrapOptions } from "./bootstrap.ts";
export { eigenvectors } from "./eigenvectors.ts";
export { orthogonalComplement } from "./orthogonal.ts";
export { principalDirections } from "./principal-directions.ts";
export { projectToPrincipalPlane } from "./project-to-principal-plane.ts";
export { rocAuc, type RocAuc } from "./roc-auc.ts";
export {
  appendCholeskyRow,
  backwardSolve,
  forwardSolve,
  forwardStep,
  inverseDiagonal,
  removeCholeskyRow,
  type RowCholesky,
} from "./row-cholesky.ts";
export { solveLower, solvePositiveDefinite, solveUpper } from "./solve.ts";
export { symmetricEigenvalues } from "./symmetric-eigenvalues.ts";
