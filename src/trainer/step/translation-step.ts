import { OmakaseError } from "../../error.ts";
import { openScope, type Pix2pix } from "../../model/index.ts";
import { absolute, concatenate, meanAll, multiply, subtract } from "../../tensor/index.ts";
import { contest } from "./contest.ts";
import { realPictures, stepInputs, type Learned, type StepPlan } from "./step-plan.ts";

/**
 * Generator and discriminator of a translator learn from pairs: the output shall look real beside its input, and be
 * near the picture that belongs to it (Isola et al. 2017, equation 4).
 *
 * @throws OmakaseError `option` for `updates: together`: what one patch teaches is spread over many pixels.
 */
export function translationStep(model: Pix2pix, plan: StepPlan): Learned {
  const { registry, settings, picture, feed } = plan;
  if (settings.updates === "together") throw onlyInTurn();
  const target = realPictures(plan);
  const given = feed(stepInputs.given, [model.inputChannels, picture.size, picture.size]);
  const output = model.generator(given, openScope(registry, "generator", { training: true })); // like target
  const difference = meanAll(absolute(subtract(output, target)));
  const learned = contest(plan, {
    real: concatenate([given, target], 1), // [batch, inputChannels + channels, size, size]
    fake: concatenate([given, output], 1),
    judge: (pairs) => model.discriminator(pairs, openScope(registry, "discriminator", { training: true })),
    wish: () => multiply(difference, settings.reconstructionWeight ?? 0),
  });
  return { ...learned, metrics: { ...learned.metrics, reconstruction: difference } };
}

function onlyInTurn(): OmakaseError {
  return new OmakaseError("option", {
    where: "updates",
    expected: { ja: "pix2pix では in turn", en: "in turn for pix2pix" },
    got: { ja: "together", en: "together" },
    remedy: { ja: "updates を in turn にしてください", en: "Set updates to in turn" },
  });
}
