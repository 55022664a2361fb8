import { openScope, type Classifier } from "../../model/index.ts";
import { attributesLoss } from "../loss/attributes.ts";
import { createOptimizer } from "../optimizer/create-optimizer.ts";
import { optimize } from "../optimizer/optimize.ts";
import { feedAttributes } from "./feed-attributes.ts";
import { realPictures, type Learned, type StepPlan } from "./step-plan.ts";

/** A classifier learns to say the tags that are known of each picture. */
export function classifierStep(model: Classifier, plan: StepPlan): Learned {
  const { registry, settings } = plan;
  const features = model.body(realPictures(plan), openScope(registry, "body", { training: true }));
  const predicted = model.head(features, openScope(registry, "head", { training: true }));
  const wanted = feedAttributes(plan, model.attributes);
  const { mean: loss } = attributesLoss(predicted, wanted.attributes, wanted.known, model.attributes);
  const gradient = optimize(registry, ["body", "head"], loss, createOptimizer(settings.optimizer), settings);
  return { metrics: { loss, gradient }, optimizers: ["body"] };
}
