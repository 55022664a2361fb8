import type { Handle, Program, State, Values, Weights } from "../../device/index.ts";
import { createRegistry, define, graphOf, openScope, selectWeights, zeros } from "../../nn/index.ts";
import {
  add,
  concatenate,
  input,
  mean,
  multiply,
  reshape,
  slice,
  graphSources,
  sizeOf,
  square,
  sumAll,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import { adam, optimize, optimizerInputs } from "../../optim/index.ts";
import { normalizedPyramid, pixelDistance, pyramidDistance, type FeatureWeights } from "../../feature/index.ts";
import { withFeatureOffsets } from "../feature-offsets.ts";
import type { Sampler } from "../sampler.ts";
import { constrainLatents } from "./constrain-latents.ts";
import { requireInvertible } from "./invertible-model.ts";

/** Results of {@link LatentOptimizer.optimize}. */
export interface OptimizedLatents {
  /** Latents for the generator, `[rows, latent]`. */
  readonly latents: Float32Array;
  /** Unconstrained values of the latents, `[rows, latent]`: a start for a further search. See `constrainLatents`. */
  readonly unconstrained: Float32Array;
  /** Final loss of each row, `[rows]`. */
  readonly losses: Float32Array;
  /** Feature offsets, `[rows, featureOffsetSize]`; undefined when they were not searched for. */
  readonly featureOffsets?: Float32Array;
}

/** A search for latents whose images look like given ones. */
export interface LatentOptimizer {
  /** Number of rows per call. */
  readonly rows: number;
  /**
   * Optimizes the latents of `rows` images.
   * @param pictures - `[rows, channel, size, size]` in [−1, 1].
   * @param starts - unconstrained start of each row, `[rows, latent]`: see `constrainLatents`.
   */
  optimize(pictures: Values, starts: Values, options: OptimizeLatentsOptions): Promise<OptimizedLatents>;
  dispose(): void;
}

/** See {@link LatentOptimizer.optimize}. */
export interface OptimizeLatentsOptions {
  /** Optimizer steps, ≥ 1; 1 returns the starts. */
  readonly steps: number;
  /** Called every few steps with the number of steps done. */
  readonly onStep?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Weights of the losses, and the learning rate; see {@link createLatentOptimizer}. */
export interface InversionLossWeights {
  /** Whether feature offsets are searched for too: see `withFeatureOffsets`. Default false. */
  readonly featureOffsets?: boolean;
  readonly pixels: number;
  readonly perceptual: number;
  readonly normPrior: number;
  readonly learningRate: number;
}

/** Weight of the mean squared feature offset: unpenalized offsets grow without effect. */
const offsetPenalty = 0.001;
/** Steps between synchronizations with the device. */
const syncEvery = 10;
const optimizer = adam({ beta1: 0.9, beta2: 0.99 });
export const defaultLossWeights: InversionLossWeights = {
  pixels: 1,
  perceptual: 1,
  normPrior: 0.02,
  learningRate: 0.1,
};

/**
 * Compiles the search by gradient descent (Karras et al. 2020, section 5; Abdal et al. 2019). The loss adds the pixel
 * distance, the perceptual distance in the feature network, and a penalty of noise whose length is unusual for N(0,
 * 1).
 * @param rows - images at a time; each row is optimized independently.
 * @param lossWeights - default {@link defaultLossWeights}.
 * @throws OmakaseError `option` when the model has an encoder.
 */
export async function createLatentOptimizer(
  sampler: Sampler,
  backbone: FeatureWeights,
  rows: number,
  lossWeights: InversionLossWeights = defaultLossWeights,
): Promise<LatentOptimizer> {
  const { device, weights, picture } = sampler.trained;
  const shape = [rows, picture.channels, picture.size, picture.size];
  const pyramidRegistry = createRegistry();
  const views = normalizedPyramid(pyramidRegistry, input("pictures", shape));
  const named = Object.fromEntries(views.map((view, at) => [String(at), view]));
  const pyramid = await device.compile(graphOf(pyramidRegistry, named));
  const step = optimizationStep(sampler, shape, views.map((view) => view.shape), lossWeights); // oxfmt-ignore
  const program = await device.compile(step.graph);
  const both = new Map([...weights, ...backbone.weights]);
  const pyramidState = device.upload(selectWeights(both, [...pyramidRegistry.definitions.keys()]));
  const state = device.upload(
    selectWeights(
      both,
      [...graphSources(step.graph).states.keys()].filter((name) => !isSearchState(name)),
    ),
  );
  return {
    rows,
    async optimize(pictures, starts, options) {
      const targets = pyramid.run(pyramidState, { pictures });
      const given: Record<string, Values> = { raw: starts, pictures };
      for (const name of views.keys()) given[name] = await targets[name].read();
      state.write(initialState(step.own, given));
      return search(program, state, lossWeights.learningRate, options);
    },
    dispose() {
      for (const one of [pyramid, program, pyramidState, state]) one.dispose();
    },
  };
}

const isSearchState = (name: string) => /^(optimizer\.)?found\./.test(name);

/** Builds one optimizer step for all rows, and lists the states that are not those of the networks. */
function optimizationStep(sampler: Sampler, shape: Shape, views: readonly Shape[], lossWeights: InversionLossWeights) {
  const model = requireInvertible(sampler);
  const registry = createRegistry();
  const own = (name: string, size: Shape, kind: "parameter" | "buffer") =>
    define(registry, `found.${name}`, size, zeros, kind);
  const raw = own("raw", [shape[0], sampler.latent], "parameter");
  const code = constrainLatents(model, raw);
  const scope = openScope(registry, "", { training: false });
  const detail = lossWeights.featureOffsets
    ? own("detail", [shape[0], sampler.featureOffsetSize], "parameter")
    : undefined;
  const drawn = detail
    ? withFeatureOffsets(model.decode, sampler.latent)(concatenate([code, detail], 1), scope)
    : model.decode(code, scope);
  const targets = views.map((view, at) => own(String(at), view, "buffer"));
  const each = add(
    add(
      multiply(pixelDistance(drawn, own("pictures", shape, "buffer")), lossWeights.pixels),
      multiply(pyramidDistance(normalizedPyramid(registry, drawn), targets), lossWeights.perceptual),
    ),
    multiply(normPenalty(slice(raw, [0, 0], [shape[0], sampler.noiseSize])), lossWeights.normPrior),
  );
  const loss = detail ? add(sumAll(each), multiply(sumAll(mean(square(detail), [1])), offsetPenalty)) : sumAll(each);
  optimize(registry, ["found"], loss, optimizer);
  const states = [...registry.definitions].filter(([name]) => isSearchState(name)).map(([name, { tensor }]) => [name, tensor.shape] as const); // oxfmt-ignore
  return { graph: graphOf(registry, { code, each, start: raw, ...(detail && { detail }) }), own: new Map(states) };
}

/** Returns the penalty of unusual noise length, `[rows]`: (|z|² / noiseSize − 1)². */
function normPenalty(z: Tensor): Tensor {
  return reshape(square(add(mean(square(z), [1]), -1)), [z.shape[0]]);
}

/** Builds the initial states: given values, and 0 for the optimizer. */
function initialState(own: ReadonlyMap<string, Shape>, given: Readonly<Record<string, Values>>): Weights {
  return new Map(
    [...own].map(([name, shape]) => {
      const values = given[name.slice("found.".length)] ?? new Float32Array(sizeOf(shape));
      return [name, { shape, values }];
    }),
  );
}

async function search(
  program: Program,
  state: State,
  rate: number,
  { steps, onStep, signal }: OptimizeLatentsOptions,
): Promise<OptimizedLatents> {
  for (let step = 1; ; step++) {
    signal?.throwIfAborted();
    const now = rate * (0.02 + 0.49 * (1 + Math.cos((Math.PI * step) / steps)));
    const { code, each, start, detail } = program.run(state, optimizerInputs("found", optimizer, step, now));
    if (step === steps)
      return {
        latents: Float32Array.from(await code.read()),
        unconstrained: Float32Array.from(await start.read()),
        losses: Float32Array.from(await each.read()),
        ...((detail as Handle | undefined) && { featureOffsets: Float32Array.from(await detail.read()) }),
      };
    if (step % syncEvery !== 0) continue;
    await each.read(); // otherwise an asynchronous device could not be stopped
    onStep?.(step);
  }
}
