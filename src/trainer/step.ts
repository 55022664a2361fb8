import {
  createRegistry,
  graphOf,
  noise,
  openScope,
  type Gan,
  type Model,
  type PictureShape,
  type Registry,
} from "../model/index.ts";
import {
  add,
  concatenate,
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
  type Graph,
  type Tensor,
} from "../tensor/index.ts";
import { OmakaseError } from "../error.ts";
import { averageNetwork } from "./average-network.ts";
import { steepness } from "./loss/penalty.ts";
import { autoencoderLoss, vaeLoss } from "./loss/reconstruction.ts";
import { adversarialLosses, type AdversarialLoss } from "./loss/adversarial.ts";
import { createOptimizer } from "./optimizer/create-optimizer.ts";
import { optimize } from "./optimizer/optimize.ts";
import { isAdversarial, type Settings } from "./settings.ts";

/** One training step as a graph, and what has to be known to start and feed it. */
export interface Step {
  readonly graph: Graph;
  readonly registry: Registry;
  /** The optimizers that want factors, by the first network they move. */
  readonly optimizers: readonly string[];
}

/** Who learns in a step: a GAN's networks can also take turns of their own. */
export type Turn = "both" | "discriminator" | "generator";

/** Names of what a step is fed besides random numbers and the optimizers' factors. */
export const stepInputs = { real: "real", penalty: "penalty", average: "average" } as const;

/** Builds the step of a model: forward, backward and update in one graph, with what is worth watching as outputs. */
export function buildStep(model: Model, picture: PictureShape, settings: Settings, turn: Turn = "both"): Step {
  const registry = createRegistry();
  const real = input(stepInputs.real, [settings.batch, picture.channels, picture.size, picture.size]);
  if (isAdversarial(model)) {
    const metrics = adversarialStep(model, registry, real, settings, turn);
    const optimizers = turn === "both" ? ["discriminator", "generator"] : [turn];
    return { graph: graphOf(registry, metrics), registry, optimizers };
  }
  const { loss, metrics } =
    model.kind === "vae" ? vaeLoss(model, registry, real) : autoencoderLoss(model, registry, real);
  const gradient = optimize(registry, ["encoder", "decoder"], loss, createOptimizer(settings.optimizer), settings);
  return { graph: graphOf(registry, { loss, ...metrics, gradient }), registry, optimizers: ["encoder"] };
}

function adversarialStep(
  model: Gan,
  registry: Registry,
  real: Tensor,
  settings: Settings,
  turn: Turn,
): Record<string, Tensor> {
  const z = noise(registry, "latent", [real.shape[0], model.latent], "normal");
  const fake = model.generator(z, openScope(registry, "generator", { training: true })); // like real
  const judge = (x: Tensor) => model.discriminator(x, openScope(registry, "discriminator", { training: true }));
  const together = turn === "both" && settings.updates === "together";
  const verdict = together ? judgeTogether(judge, real, fake) : undefined;
  // the counterfeiter either learns beside the detective, or from the detective as it has become
  const generatorLearns = () => generatorTurn(judge, registry, real, fake, settings, verdict);
  const first = together ? generatorLearns() : {};
  const learned =
    turn === "generator" ? {} : discriminatorTurn(judge, registry, real, stopGradient(fake), settings, verdict);
  const second = together || turn === "discriminator" ? {} : generatorLearns();
  return { ...learned, ...first, ...second };
}

type Judge = (pictures: Tensor) => Tensor;

/** What a discriminator says of both kinds of pictures in one go, logits `[batch, 1]`. */
interface Verdict {
  readonly real: Tensor;
  readonly fake: Tensor;
  /** The drawn pictures as a leaf: a gradient by it stops there. */
  readonly leaf: Tensor;
}

function judgeTogether(judge: Judge, real: Tensor, fake: Tensor): Verdict {
  const leaf = stopGradient(fake);
  const [batch] = real.shape;
  const logits = judge(concatenate([real, leaf], 0)); // [2 · batch, 1]
  return { real: slice(logits, [0, 0], [batch, 1]), fake: slice(logits, [batch, 0], [batch, 1]), leaf };
}

function discriminatorTurn(
  judge: Judge,
  registry: Registry,
  real: Tensor,
  fake: Tensor,
  settings: Settings,
  verdict: Verdict | undefined,
): Record<string, Tensor> {
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { penalty = 0, penaltyPart = 1 } = settings;
  const logits = verdict ?? { real: judge(real), fake: judge(fake) };
  const plain = adversarial.discriminator(logits.real, logits.fake);
  const steep = penalty === 0 ? undefined : steepness(judge, [real, fake], penaltyPart);
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

function generatorTurn(
  judge: Judge,
  registry: Registry,
  real: Tensor,
  fake: Tensor,
  settings: Settings,
  verdict: Verdict | undefined,
): Record<string, Tensor> {
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
