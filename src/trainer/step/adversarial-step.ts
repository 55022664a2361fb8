import { noise, openScope, type Gan } from "../../model/index.ts";
import { contest } from "./contest.ts";
import { realPictures, type Learned, type StepPlan } from "./step-plan.ts";

/** Counterfeiter and detective learn from one another, from real pictures and random latents. */
export function adversarialStep(model: Gan, plan: StepPlan): Learned {
  const { registry } = plan;
  const real = realPictures(plan);
  const z = noise(registry, "latent", [real.shape[0], model.latent], "normal");
  return contest(plan, {
    real,
    fake: model.generator(z, openScope(registry, "generator", { training: true })), // like real
    judge: (pictures) => model.discriminator(pictures, openScope(registry, "discriminator", { training: true })),
  });
}
