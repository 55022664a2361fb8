import type { Handle, Program, State, Values, Weights } from "../../device/index.ts";
import { createRegistry, define, graphOf, openScope, zeros } from "../../nn/index.ts";
import {
  add,
  concatenate,
  input,
  mean,
  multiply,
  reshape,
  slice,
  graphSources,
  square,
  sumAll,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import { adam, optimize, optimizerInputs } from "../../optim/index.ts";
import type { FeatureWeights } from "../../feature/index.ts";
import { withFeatureOffsets } from "../feature-offsets.ts";
import { selectWeights } from "../../nn/index.ts";
import type { Sampler } from "../sampler.ts";
import { constrainLatents } from "./constrain-latents.ts";
import { requireInvertible } from "./invertible-model.ts";
import { pixelDistance, pyramidDistance, normalizedPyramid } from "../../feature/index.ts";

/** What {@link LatentOptimizer.optimize} comes to. */
export interface OptimizedLatents {
  /** For the generator, `[rows, latent]`. */
  readonly latents: Float32Array;
  /** Where these come from, `[rows, latent]`: a start for more of the search. See `constrainLatents`. */
  readonly unconstrained: Float32Array;
  /** How far each still is from its picture, `[rows]`: what was made small. */
  readonly losses: Float32Array;
  /** What is added to each, `[rows, details]`; undefined where details were not searched for. */
  readonly featureOffsets?: Float32Array;
}

/** Walks latents to where pictures are drawn that look like given ones. */
export interface LatentOptimizer {
  /** How many rows there are. */
  readonly rows: number;
  /**
   * @param pictures - `[rows, channel, size, size]` in [−1, 1].
   * @param starts - where each begins, `[rows, latent]`, as for `constrainLatents`.
   */
  optimize(pictures: Values, starts: Values, options: OptimizeLatentsOptions): Promise<OptimizedLatents>;
  dispose(): void;
}

/** See {@link LatentOptimizer.optimize}. */
export interface OptimizeLatentsOptions {
  /** How many steps of the optimizer, ≥ 1; 1 leaves the starts where they are. */
  readonly steps: number;
  /** Told now and then how many steps are done. */
  readonly onStep?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Weights of what is made small, and how fast; see {@link createLatentOptimizer}. */
export interface InversionLossWeights {
  /** Whether details beyond the latent are searched for too: see `withFeatureOffsets`. Default false. */
  readonly featureOffsets?: boolean;
  readonly pixels: number;
  readonly perceptual: number;
  readonly normPrior: number;
  readonly learningRate: number;
}

/** What details cost, per squared number: without that, some grow for nothing. */
const offsetPenalty = 0.001;
/** Steps between looks at the device. */
const syncEvery = 10;
const optimizer = adam({ beta1: 0.9, beta2: 0.99 });
export const defaultLossWeights: InversionLossWeights = {
  pixels: 1,
  perceptual: 1,
  normPrior: 0.02,
  learningRate: 0.1,
};

/**
 * Opens the search by gradient (as Karras et al. 2020, section 5, and Abdal et al. 2019): what is drawn shall have the
 * pixels of the picture, look like it in the eyes of the feature network, and lie about as far out as latents do that
 * are drawn by chance, where the model knows how to draw.
 *
 * @param rows - pictures at a time; each row is searched by itself, whatever the others hold.
 */
export async function createLatentOptimizer(
  sampler: Sampler,
  backbone: FeatureWeights,
  rows: number,
  lossWeights: InversionLossWeights = defaultLossWeights,
): Promise<LatentOptimizer> {
  const { device, weights, picture } = sampler.trained;
  const shape = [rows, picture.channels, picture.size, picture.size];
  const sight = createRegistry();
  const views = normalizedPyramid(sight, input("pictures", shape));
  const named = Object.fromEntries(views.map((view, at) => [String(at), view]));
  const look = await device.compile(graphOf(sight, named));
  const step = optimizationStep(sampler, shape, views.map((view) => view.shape), lossWeights); // prettier-ignore
  const program = await device.compile(step.graph);
  const both = new Map([...weights, ...backbone.weights]);
  const lookState = device.upload(selectWeights(both, [...sight.definitions.keys()]));
  const state = device.upload(
    selectWeights(
      both,
      [...graphSources(step.graph).states.keys()].filter((name) => !isSearchState(name)),
    ),
  );
  return {
    rows,
    async optimize(pictures, starts, options) {
      const seen = look.run(lookState, { pictures });
      const given: Record<string, Values> = { raw: starts, pictures };
      for (const name of views.keys()) given[name] = await seen[name].read();
      state.write(initialState(step.own, given));
      return search(program, state, lossWeights.learningRate, options);
    },
    dispose() {
      for (const one of [look, program, lookState, state]) one.dispose();
    },
  };
}

const isSearchState = (name: string) => /^(optimizer\.)?found\./.test(name);

/** One step of the optimizer for all rows, and the states that are not the networks'. */
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
  const states = [...registry.definitions].filter(([name]) => isSearchState(name)).map(([name, { tensor }]) => [name, tensor.shape] as const); // prettier-ignore
  return { graph: graphOf(registry, { code, each, start: raw, ...(detail && { detail }) }), own: new Map(states) };
}

/** How far from the usual length a random latent is, `[rows]`: (|z|² / latent − 1)². */
function normPenalty(z: Tensor): Tensor {
  return reshape(square(add(mean(square(z), [1]), -1)), [z.shape[0]]);
}

/** The states at the first step: what is given, and 0 for what the optimizer remembers. */
function initialState(own: ReadonlyMap<string, Shape>, given: Readonly<Record<string, Values>>): Weights {
  return new Map(
    [...own].map(([name, shape]) => {
      const count = shape.reduce((product, length) => product * length, 1);
      const values = given[name.slice("found.".length)] ?? new Float32Array(count);
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
    await each.read(); // else a device that works on its own could not be stopped
    onStep?.(step);
  }
}
