import { z } from "zod";
import { adam } from "./adam.ts";
import type { Optimizer } from "./optimizer.ts";
import { rmsProp } from "./rms-prop.ts";
import { sgd } from "./sgd.ts";

/** Settings of the optimizers, by name; see {@link adam}, {@link sgd} and {@link rmsProp} for the defaults. */
export const optimizerSchema = z.discriminatedUnion("name", [
  z.strictObject({
    name: z.literal("adam"),
    beta1: z.number().min(0).lt(1).optional(),
    beta2: z.number().min(0).lt(1).optional(),
    epsilon: z.number().positive().optional(),
    weightDecay: z.number().nonnegative().optional(),
  }),
  z.strictObject({ name: z.literal("sgd"), momentum: z.number().min(0).lt(1).optional() }),
  z.strictObject({
    name: z.literal("rmsProp"),
    alpha: z.number().min(0).lt(1).optional(),
    epsilon: z.number().positive().optional(),
  }),
]);

/** See {@link optimizerSchema}. */
export type OptimizerSettings = Readonly<z.infer<typeof optimizerSchema>>;

/** Creates the optimizer that the settings name. */
export function createOptimizer(settings: OptimizerSettings): Optimizer {
  switch (settings.name) {
    case "adam":
      return adam(settings);
    case "sgd":
      return sgd(settings);
    case "rmsProp":
      return rmsProp(settings);
  }
}
