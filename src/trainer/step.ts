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
  greater,
  input,
  meanAll,
  multiply,
  slice,
  stopGradient,
  sigmoid,
  type Graph,
  type Tensor,
} from "../tensor/index.ts";
import { averageNetwork } from "./average-network.ts";
import { steepness } from "./loss/penalty.ts";
import { autoencoderLoss, vaeLoss } from "./loss/reconstruction.ts";
import { adversarialLosses } from "./loss/adversarial.ts";
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

/** The detective learns first; the counterfeiter then faces the detective as it has become. */
function adversarialStep(
  model: Gan,
  registry: Registry,
  real: Tensor,
  settings: Settings,
  turn: Turn,
): Record<string, Tensor> {
  const z = noise(registry, "latent", [real.shape[0], model.latent], "normal");
  const fake = model.generator(z, openScope(registry, "generator", { training: true })); // like real
  const learned = turn === "generator" ? {} : discriminatorTurn(model, registry, real, stopGradient(fake), settings);
  if (turn === "discriminator") return learned;
  return { ...learned, ...generatorTurn(model, registry, real, fake, settings) };
}

function discriminatorTurn(
  model: Gan,
  registry: Registry,
  real: Tensor,
  fake: Tensor,
  settings: Settings,
): Record<string, Tensor> {
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { penalty = 0 } = settings;
  const judge = (x: Tensor) => model.discriminator(x, openScope(registry, "discriminator", { training: true }));
  let [realLogits, fakeLogits, steep]: (Tensor | undefined)[] = [];
  if (penalty === 0) [realLogits, fakeLogits] = [judge(real), judge(fake)];
  else {
    const both = concatenate([real, fake], 0);
    const logits = judge(both); // [2 · batch, 1]
    const [batch] = real.shape;
    realLogits = slice(logits, [0, 0], [batch, 1]);
    fakeLogits = slice(logits, [batch, 0], [batch, 1]);
    steep = steepness(logits, both);
  }
  const plain = adversarial.discriminator(realLogits, fakeLogits);
  // γ/2 · (R1 + R2) is γ times the mean over real and drawn pictures together
  const loss = steep ? add(plain, multiply(steep, input(stepInputs.penalty, []))) : plain;
  const gradient = optimize(registry, ["discriminator"], loss, createOptimizer(settings.optimizer), settings);
  const rightly = add(meanAll(greater(realLogits, 0)), meanAll(greater(0, fakeLogits)));
  return {
    discriminatorLoss: plain,
    discriminatorGradient: gradient,
    ...(steep && { steepness: steep }),
    realScore: meanAll(adversarial.relative ? realLogits : sigmoid(realLogits)),
    fakeScore: meanAll(adversarial.relative ? fakeLogits : sigmoid(fakeLogits)),
    accuracy: adversarial.relative ? meanAll(greater(realLogits, fakeLogits)) : multiply(rightly, 0.5),
  };
}

function generatorTurn(
  model: Gan,
  registry: Registry,
  real: Tensor,
  fake: Tensor,
  settings: Settings,
): Record<string, Tensor> {
  const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
  const { averageHalfLife = 0 } = settings;
  const judge = (x: Tensor) => model.discriminator(x, openScope(registry, "discriminator", { training: true }));
  const fakeLogits = judge(fake);
  const loss = adversarial.generator(adversarial.relative ? judge(real) : fakeLogits, fakeLogits);
  const gradient = optimize(registry, ["generator"], loss, createOptimizer(settings.optimizer), settings);
  if (averageHalfLife > 0) averageNetwork(registry, "generator", input(stepInputs.average, []));
  return { generatorLoss: loss, generatorGradient: gradient };
}
