import { OmakaseError } from "../../error.ts";
import {
  add,
  concatenate,
  constant,
  gradients,
  greater,
  input,
  meanAll,
  multiply,
  reshape,
  sigmoid,
  slice,
  stopGradient,
  sumAll,
  type Tensor,
} from "../../tensor/index.ts";
import { adaptiveStrength, adaptStrength, augment } from "../augment.ts";
import { averageNetwork } from "../average-network.ts";
import { adversarialLosses, type AdversarialLoss } from "../loss/adversarial.ts";
import { steepness } from "../loss/penalty.ts";
import { createOptimizer } from "../optimizer/create-optimizer.ts";
import { optimize } from "../optimizer/optimize.ts";
import { stepInputs, type Learned, type StepPlan } from "./step-plan.ts";

/** What a discriminator tells apart, and how it is asked. */
export interface Exhibits {
  /** `[batch, channel, size, size]`. */
  readonly real: Tensor;
  /** What the generator drew, of the same shape. */
  readonly fake: Tensor;
  /** Logits `[count, 1]` of `count` pictures, by the discriminator as it is when asked. */
  judge(pictures: Tensor): Tensor;
}

type Metrics = Readonly<Record<string, Tensor>>;

/** One round between counterfeiter and detective: both networks learn, and the averaged weights follow. */
export function contest(plan: StepPlan, { real, fake, judge }: Exhibits): Learned {
  const strength = augmentStrength(plan);
  const seen = (pictures: Tensor, name: string) =>
    strength === undefined ? pictures : augment(plan.registry, pictures, strength, name);
  const exhibits: Exhibits = { real: seen(real, "real"), fake: seen(fake, "fake"), judge };
  const together = plan.settings.updates === "together";
  const verdict = together ? judgeTogether(exhibits) : undefined;
  // the counterfeiter either learns beside the detective, or from the detective as it has become
  const first = together ? generatorTurn(plan, exhibits, verdict) : {};
  const learned = discriminatorTurn(plan, exhibits, verdict);
  const second = together ? {} : generatorTurn(plan, exhibits);
  const metrics: Metrics = { ...learned, ...first, ...second, ...(strength && { augmentation: strength }) };
  if (plan.settings.augment === "auto") adaptStrength(plan.registry, learned.accuracy, real.shape[0]);
  return { metrics, optimizers: ["discriminator", "generator"] };
}

/** How strongly pictures are changed before they are judged, `[]`; undefined: not at all. */
function augmentStrength({ registry, settings: { augment: wanted = "off" } }: StepPlan): Tensor | undefined {
  if (wanted === "off") return undefined;
  return wanted === "auto" ? adaptiveStrength(registry) : constant(wanted);
}

/** What a discriminator says of both kinds of pictures in one go, logits `[batch, 1]`. */
interface Verdict {
  readonly real: Tensor;
  readonly fake: Tensor;
  /** The drawn pictures as a leaf: a gradient by it stops there. */
  readonly leaf: Tensor;
}

function judgeTogether({ judge, real, fake }: Exhibits): Verdict {
  const leaf = stopGradient(fake);
  const [batch] = real.shape;
  const logits = judge(concatenate([real, leaf], 0)); // [2 · batch, 1]
  return { real: slice(logits, [0, 0], [batch, 1]), fake: slice(logits, [batch, 0], [batch, 1]), leaf };
}

function discriminatorTurn(
  { registry, settings }: StepPlan,
  { judge, real, fake }: Exhibits,
  verdict?: Verdict,
): Metrics {
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { penalty = 0, penaltyPart = 1 } = settings;
  const leaf = stopGradient(fake);
  const logits = verdict ?? { real: judge(real), fake: judge(leaf) };
  const plain = adversarial.discriminator(logits.real, logits.fake);
  const steep = penalty === 0 ? undefined : steepness(judge, [real, leaf], penaltyPart);
  // γ/2 · (R1 + R2) is γ times the mean over real and drawn pictures together
  const loss = steep ? add(plain, multiply(steep, input(stepInputs.penalty, []))) : plain;
  const gradient = optimize(registry, ["discriminator"], loss, createOptimizer(settings.optimizer), settings);
  const rightly = add(meanAll(greater(logits.real, 0)), meanAll(greater(0, logits.fake)));
  return {
    discriminatorLoss: plain,
    discriminatorGradient: gradient,
    ...(steep && { steepness: steep }),
    realScore: meanAll(adversarial.relative ? logits.real : sigmoid(logits.real)),
    fakeScore: meanAll(adversarial.relative ? logits.fake : sigmoid(logits.fake)),
    accuracy: adversarial.relative ? meanAll(greater(logits.real, logits.fake)) : multiply(rightly, 0.5),
  };
}

function generatorTurn({ registry, settings }: StepPlan, { judge, real, fake }: Exhibits, verdict?: Verdict): Metrics {
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { averagePart = 0 } = settings;
  const fakeLogits = verdict?.fake ?? judge(fake);
  const realLogits = verdict?.real ?? (adversarial.relative ? judge(real) : fakeLogits);
  const loss = adversarial.generator(realLogits, fakeLogits);
  const learned = verdict ? borrowed(adversarial, verdict, fake) : loss;
  const gradient = optimize(registry, ["generator"], learned, createOptimizer(settings.optimizer), settings);
  if (averagePart > 0) averageNetwork(registry, "generator", input(stepInputs.average, []));
  return { generatorLoss: loss, generatorGradient: gradient };
}

/**
 * Something with the gradient of the generator's loss that costs no second pass through the discriminator. Each
 * picture is judged by itself, so both losses send the same slope back to a drawn picture, but for a factor of that
 * picture's own: what the detective learns from it, times how much more the counterfeiter cares.
 */
function borrowed(adversarial: AdversarialLoss, verdict: Verdict, fake: Tensor): Tensor {
  if (!adversarial.exchange)
    throw new OmakaseError("option", {
      where: "updates: together",
      expected: { ja: "standard か relativistic の損失", en: "the standard or the relativistic loss" },
      got: { ja: "hinge", en: "hinge" },
      remedy: { ja: "updates を in turn にしてください", en: "Set updates to in turn" },
    });
  const [slope] = gradients(adversarial.discriminator(verdict.real, verdict.fake), [verdict.leaf]);
  const factor = reshape(adversarial.exchange(verdict.real, verdict.fake), [fake.shape[0], 1, 1, 1]);
  return sumAll(multiply(fake, stopGradient(multiply(slope, factor))));
}
