/** Optimizers and schedules. */
export {
  adam,
  createOptimizer,
  optimize,
  rmsProp,
  scheduleAt,
  sgd,
  type AdamOptions,
  type OptimizeOptions,
  type Optimizer,
  type OptimizerSettings,
  type RmsPropOptions,
  type Schedule,
} from "../optim/index.ts";
