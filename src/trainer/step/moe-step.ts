import { judgeMoe, noise, openScope, type Moe } from "../../model/index.ts";
import { add, concatenate, input, multiply } from "../../tensor/index.ts";
import { attributesLoss } from "../loss/attributes.ts";
import { contest } from "./contest.ts";
import { feedAttributes } from "./feed-attributes.ts";
import { realPictures, stepInputs, type Learned, type StepPlan } from "./step-plan.ts";

/**
 * As for any GAN; and the generator is asked for what the real pictures of the batch show, so that a real and a drawn
 * picture that are compared differ in nothing but who drew them.
 */
export function moeStep(model: Moe, plan: StepPlan): Learned {
  const { registry, settings } = plan;
  const real = realPictures(plan);
  const { attributes: wishes, known } = feedAttributes(plan, model.attributes);
  const z = noise(registry, "latent", [real.shape[0], model.latent], "normal");
  const code = concatenate([z, wishes], 1);
  const share = settings.worst ? input(stepInputs.worst, []) : undefined;
  return contest(plan, {
    real,
    fake: model.generator(code, openScope(registry, "generator", { training: true })), // like real
    condition: wishes,
    judge: (pictures, told) =>
      judgeMoe(model, pictures, told ?? wishes, openScope(registry, "discriminator", { training: true })),
    misread(reading) {
      const { mean, worst } = attributesLoss(reading, wishes, known, model.attributes);
      return { mean, loss: share ? add(mean, multiply(worst, share)) : mean };
    },
  });
}
