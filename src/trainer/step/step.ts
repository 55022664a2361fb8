import { createRegistry, graphOf, type Model, type PictureShape, type Registry } from "../../model/index.ts";
import { input, type Graph, type Shape } from "../../tensor/index.ts";
import { isAdversarial, type Settings } from "../settings.ts";
import { adversarialStep } from "./adversarial-step.ts";
import { reconstructionStep } from "./reconstruction-step.ts";
import type { StepPlan } from "./step-plan.ts";

/** One training step as a graph, and what has to be known to start and feed it. */
export interface Step {
  readonly graph: Graph;
  readonly registry: Registry;
  /** The optimizers that want factors, by the first network they move. */
  readonly optimizers: readonly string[];
}

/** Builds the step of a model: forward, backward and update in one graph, with what is worth watching as outputs. */
export function buildStep(model: Model, picture: PictureShape, settings: Settings): Step {
  const registry = createRegistry();
  const feed = (name: string, shape: Shape) => input(name, [settings.batch, ...shape]);
  const plan: StepPlan = { registry, settings, picture, feed };
  const { metrics, optimizers } = isAdversarial(model) ? adversarialStep(model, plan) : reconstructionStep(model, plan);
  return { graph: graphOf(registry, metrics), registry, optimizers };
}
