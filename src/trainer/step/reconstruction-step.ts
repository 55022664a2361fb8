import type { Autoencoder, Vae } from "../../model/index.ts";
import { autoencoderLoss, vaeLoss } from "../loss/reconstruction.ts";
import { createOptimizer } from "../optimizer/create-optimizer.ts";
import { optimize } from "../optimizer/optimize.ts";
import { realPictures, type Learned, type StepPlan } from "./step-plan.ts";

/** Encoder and decoder learn together to give the picture back. */
export function reconstructionStep(model: Autoencoder | Vae, plan: StepPlan): Learned {
  const { registry, settings } = plan;
  const real = realPictures(plan);
  const { loss, metrics } =
    model.kind === "vae" ? vaeLoss(model, registry, real) : autoencoderLoss(model, registry, real);
  const gradient = optimize(registry, ["encoder", "decoder"], loss, createOptimizer(settings.optimizer), settings);
  return { metrics: { loss, ...metrics, gradient }, optimizers: ["encoder"] };
}
