export { adam, type AdamOptions } from "./adam.ts";
export { createOptimizer, optimizerSchema, type OptimizerSettings } from "./create-optimizer.ts";
export { checkFrozen, withoutFrozen } from "./frozen.ts";
export { optimize, optimizerInputs, type OptimizeOptions } from "./optimize.ts";
export type { Optimizer } from "./optimizer.ts";
export { rmsProp, type RmsPropOptions } from "./rms-prop.ts";
export { isFraction, scheduleAt, scaleSchedule, type Schedule } from "./schedule.ts";
export { sgd } from "./sgd.ts";
