import {
  createRegistry,
  graphOf,
  type Classifier,
  type Model,
  type PictureShape,
  type Registry,
} from "../../model/index.ts";
import { input, type Graph, type Shape } from "../../tensor/index.ts";
import type { Settings } from "../settings.ts";
import { adversarialStep } from "./adversarial-step.ts";
import { classifierStep } from "./classifier-step.ts";
import { moeStep } from "./moe-step.ts";
import { reconstructionStep } from "./reconstruction-step.ts";
import type { Learned, StepPlan } from "./step-plan.ts";
import type { Turn } from "./turn.ts";
import { translationStep } from "./translation-step.ts";

/** One training step as a graph, and what has to be known to start and feed it. */
export interface Step {
  readonly graph: Graph;
  readonly registry: Registry;
  /** The optimizers that want factors, by the first network they move. */
  readonly optimizers: readonly string[];
}

/** Builds the step of a model: forward, backward and update in one graph, with what is worth watching as outputs. */
export function buildStep(
  model: Model | Classifier,
  picture: PictureShape,
  settings: Settings,
  turn: Turn = "both",
): Step {
  const registry = createRegistry();
  const feed = (name: string, shape: Shape) => input(name, [settings.batch, ...shape]);
  const plan: StepPlan = { registry, settings, picture, turn, feed };
  const { metrics, optimizers } = stepOf(model, plan);
  return { graph: graphOf(registry, metrics), registry, optimizers };
}

function stepOf(model: Model | Classifier, plan: StepPlan): Learned {
  switch (model.kind) {
    case "autoencoder":
    case "vae":
      return reconstructionStep(model, plan);
    case "gan":
    case "dcgan":
      return adversarialStep(model, plan);
    case "moe":
      return moeStep(model, plan);
    case "pix2pix":
      return translationStep(model, plan);
    case "classifier":
      return classifierStep(model, plan);
  }
}
