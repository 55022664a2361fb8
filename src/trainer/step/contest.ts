import { OmakaseError } from "../../error.ts";
import { noise, type Registry } from "../../model/index.ts";
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
import { goodAccuracy, keepBalance, pace, type Pace } from "../balance.ts";
import { adversarialLosses, type AdversarialLoss } from "../loss/adversarial.ts";
import { draganPenalty, steepness } from "../loss/penalty.ts";
import { createOptimizer } from "../optimizer/create-optimizer.ts";
import { optimize } from "../optimizer/optimize.ts";
import type { Settings } from "../settings.ts";
import { stepInputs, type Learned, type StepPlan } from "./step-plan.ts";

/** What a discriminator tells apart, and how it is asked. */
export interface Exhibits {
  /** `[batch, channel, size, size]`. */
  readonly real: Tensor;
  /** What the generator drew, of the same shape. */
  readonly fake: Tensor;
  /** What real and drawn picture `i` are to show, `[batch, …]`; the discriminator is told too. Default: nothing. */
  readonly condition?: Tensor;
  /**
   * What the discriminator, as it is when asked, says of `count` pictures: logits, `[count, 1]` or one for each patch.
   * One that also reads what a picture shows puts that behind the logit, `[count, 1 + width]`.
   */
  judge(pictures: Tensor, condition?: Tensor): Tensor;
  /**
   * How wrongly the discriminator reads the pictures of a batch, from `[batch, width]`. It learns that from real ones,
   * and the generator learns to draw what is read rightly.
   */
  misread?(reading: Tensor): Misread;
  /** What the generator is to make small besides, `[]`. */
  readonly wish?: () => Tensor;
}

/** How wrongly pictures are read, both `[]`. */
export interface Misread {
  /** What is told of it. */
  readonly mean: Tensor;
  /** What is to become small. */
  readonly loss: Tensor;
}

type Metrics = Readonly<Record<string, Tensor>>;

/** One round between counterfeiter and detective: both networks learn, and the averaged weights follow. */
export function contest(plan: StepPlan, { real, fake, ...rest }: Exhibits): Learned {
  const strength = augmentStrength(plan);
  const seen = (pictures: Tensor, name: string) =>
    strength === undefined ? pictures : augment(plan.registry, pictures, strength, name);
  const exhibits: Exhibits = { real: seen(real, "real"), fake: seen(fake, "fake"), ...rest };
  const { registry, settings, turn } = plan;
  const together = turn === "both" && settings.updates === "together";
  const verdict = together ? judgeTogether(exhibits) : undefined;
  // the counterfeiter either learns beside the detective, or from the detective as it has become
  const first = together ? generatorTurn(plan, exhibits, verdict) : {};
  const learned: Metrics = turn === "generator" ? {} : discriminatorTurn(plan, exhibits, verdict);
  const second = together || turn === "discriminator" ? {} : generatorTurn(plan, exhibits);
  if (settings.averagePart) averageNetwork(registry, "generator", input(stepInputs.average, []));
  const metrics: Metrics = { ...learned, ...first, ...second, ...(strength && { augmentation: strength }) };
  const optimizers = turn === "both" ? ["discriminator", "generator"] : [turn];
  if (turn === "generator") return { metrics, optimizers };
  if (settings.augment === "auto") adaptStrength(registry, learned.accuracy, real.shape[0]);
  return { metrics: { ...metrics, ...balanced(plan, learned.accuracy) }, optimizers };
}

/** By what the learning rates are multiplied in this step; nothing: they are as they are. */
function paceNow({ registry, settings }: StepPlan): Partial<Pace> {
  return settings.balance === "auto" ? pace(registry) : {};
}

/** Moves the pace for the next step. */
function balanced({ registry, settings }: StepPlan, accuracy: Tensor): Metrics {
  if (settings.balance !== "auto") return {};
  const band = goodAccuracy[settings.adversarial ?? "standard"];
  return { balance: keepBalance(registry, accuracy, band, settings.batch) };
}

/** How strongly pictures are changed before they are judged, `[]`; undefined: not at all. */
function augmentStrength({ registry, settings: { augment: wanted = "off" } }: StepPlan): Tensor | undefined {
  if (wanted === "off") return undefined;
  return wanted === "auto" ? adaptiveStrength(registry) : constant(wanted);
}

/** What a discriminator says of each picture: its logits, and what it reads, `[batch, width]`; often nothing. */
interface Opinion {
  readonly logits: Tensor;
  readonly reading: Tensor | undefined;
}

/** What a discriminator says of both kinds of pictures in one go. */
interface Verdict {
  readonly real: Opinion;
  readonly fake: Opinion;
  /** The drawn pictures as a leaf: a gradient by it stops there. */
  readonly leaf: Tensor;
}

function judgeTogether({ judge, real, fake, condition }: Exhibits): Verdict {
  const leaf = stopGradient(fake);
  const [batch] = real.shape;
  const said = judge(concatenate([real, leaf], 0), condition && concatenate([condition, condition], 0));
  return { real: opinion(said, 0, batch), fake: opinion(said, batch, batch), leaf };
}

/** The opinion of `count` pictures, from the picture `first` on. */
function opinion(said: Tensor, first = 0, count = said.shape[0]): Opinion {
  const [, width, ...patches] = said.shape;
  if (width === 1 && count === said.shape[0]) return { logits: said, reading: undefined };
  const zeros = patches.map(() => 0);
  return {
    logits: slice(said, [first, 0, ...zeros], [count, 1, ...patches]),
    reading: width > 1 ? slice(said, [first, 1, ...zeros], [count, width - 1, ...patches]) : undefined,
  };
}

function discriminatorTurn(plan: StepPlan, exhibits: Exhibits, verdict?: Verdict): Metrics {
  const { registry, settings } = plan;
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { judge, real, fake, condition } = exhibits;
  const leaf = stopGradient(fake);
  const onReal = verdict?.real ?? opinion(judge(real, condition));
  const onFake = verdict?.fake ?? opinion(judge(leaf, condition));
  const plain = adversarial.discriminator(onReal.logits, onFake.logits);
  const steep = punished(registry, settings, exhibits, leaf);
  const misread = misreading(exhibits, onReal);
  // γ/2 · (R1 + R2) is γ times the mean over real and drawn pictures together
  const gentle = steep ? add(plain, multiply(steep, input(stepInputs.penalty, []))) : plain;
  const loss = misread ? add(gentle, multiply(misread.loss, settings.reading ?? 1)) : gentle;
  const gradient = optimize(registry, ["discriminator"], loss, createOptimizer(settings.optimizer), {
    ...settings,
    pace: paceNow(plan).discriminator,
  });
  const rightly = add(meanAll(greater(onReal.logits, 0)), meanAll(greater(0, onFake.logits)));
  return {
    discriminatorLoss: plain,
    discriminatorGradient: gradient,
    ...(steep && { steepness: steep }),
    ...(misread && { realMisread: misread.mean }),
    realScore: meanAll(adversarial.relative ? onReal.logits : sigmoid(onReal.logits)),
    fakeScore: meanAll(adversarial.relative ? onFake.logits : sigmoid(onFake.logits)),
    accuracy: adversarial.relative ? meanAll(greater(onReal.logits, onFake.logits)) : multiply(rightly, 0.5),
  };
}

/** What the discriminator's slope costs, before it is weighted; undefined: nothing. */
function punished(
  registry: Registry,
  { penalty = 0, penaltyPart = 1, penaltyKind = "flat" }: Settings,
  { judge, real, condition }: Exhibits,
  leaf: Tensor,
): Tensor | undefined {
  if (penalty === 0) return undefined;
  const logits = (pictures: Tensor, told?: Tensor) => opinion(judge(pictures, told)).logits;
  return penaltyKind === "dragan"
    ? draganPenalty(logits, real, noise(registry, "dragan", real.shape, "uniform"), condition)
    : steepness(logits, [real, leaf], penaltyPart, condition);
}

function misreading(exhibits: Exhibits, { reading }: Opinion): Misread | undefined {
  return reading && exhibits.misread?.(reading);
}

function generatorTurn(plan: StepPlan, exhibits: Exhibits, verdict?: Verdict): Metrics {
  const { registry, settings } = plan;
  const { lossScale } = settings;
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { judge, real, fake, condition, wish } = exhibits;
  const onFake = verdict?.fake ?? opinion(judge(fake, condition));
  const onReal = verdict?.real ?? (adversarial.relative ? opinion(judge(real, condition)) : onFake);
  const plain = adversarial.generator(onReal.logits, onFake.logits);
  const misread = misreading(exhibits, onFake);
  const loss = misread ? add(plain, multiply(misread.loss, settings.obeying ?? 1)) : plain;
  const learned = verdict
    ? misread
      ? carried(loss, verdict, fake, lossScale)
      : borrowed(adversarial, verdict, fake, lossScale)
    : loss;
  const wanted = wish ? add(learned, wish()) : learned;
  const gradient = optimize(registry, ["generator"], wanted, createOptimizer(settings.optimizer), {
    ...settings,
    pace: paceNow(plan).generator,
  });
  return { generatorLoss: plain, generatorGradient: gradient, ...(misread && { fakeMisread: misread.mean }) };
}

/** Something with the gradient of a loss that looks at the drawn pictures' leaf. */
function carried(loss: Tensor, { leaf }: Verdict, fake: Tensor, lossScale?: number): Tensor {
  const [slope] = gradients(loss, [leaf], lossScale);
  return sumAll(multiply(fake, stopGradient(slope)));
}

/**
 * Something with the gradient of the generator's loss that costs no second pass through the discriminator. Each
 * picture is judged by itself, so both losses send the same slope back to a drawn picture, but for a factor of that
 * picture's own: what the detective learns from it, times how much more the counterfeiter cares.
 */
function borrowed(adversarial: AdversarialLoss, verdict: Verdict, fake: Tensor, lossScale?: number): Tensor {
  if (!adversarial.exchange)
    throw new OmakaseError("option", {
      where: "updates: together",
      expected: { ja: "standard か relativistic の損失", en: "the standard or the relativistic loss" },
      got: { ja: "hinge", en: "hinge" },
      remedy: { ja: "updates を in turn にしてください", en: "Set updates to in turn" },
    });
  const [real, drawn] = [verdict.real.logits, verdict.fake.logits];
  const [slope] = gradients(adversarial.discriminator(real, drawn), [verdict.leaf], lossScale);
  const factor = reshape(adversarial.exchange(real, drawn), [fake.shape[0], 1, 1, 1]);
  return sumAll(multiply(fake, stopGradient(multiply(slope, factor))));
}
