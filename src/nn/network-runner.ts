import type { Device, Program, State, Values, Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { openScope, type Layer, type Scope } from "./layer.ts";
import { input, random, sizeOf, graphSources, type Shape, type Tensor } from "../tensor/index.ts";
import { averagePrefix, createRegistry, type Registry } from "./registry.ts";

/** Runs a trained network on any number of inputs. */
export interface NetworkRunner {
  /**
   * Computes the outputs for any number of inputs.
   *
   * @param values - `[count, ...shape]`, row-major.
   * @param count - number of inputs.
   * @param batch - number of inputs that the device computes at a time. Default: the fastest for this count.
   * @returns `[count, …]`, row-major.
   */
  run(values: Values, count: number, batch?: number): Promise<Float32Array>;
  /** Replaces the weights by others of the same network, without compiling again. */
  updateWeights(weights: Weights): void;
  dispose(): void;
}

/** A network compiled for one batch size. */
interface Compiled {
  readonly program: Program;
  readonly state: State;
  /** Names of the weights that it reads. */
  readonly states: readonly string[];
  readonly noise: Readonly<Record<string, Values>>;
}

/** Compiled batch sizes; the last batch is padded with zeros, as shapes are static. */
const batchSizes = [1, 16, 64];

/**
 * Prepares a trained network for inference: dropout is off, normalization uses its running averages, and averaged weights
 * (EMA) replace the last ones where training kept them. Compiles on first use.
 *
 * @param weights - states of a trained model.
 * @param path - scope of the network, such as `generator`.
 * @param shape - shape of one input, without the batch.
 * @param options.seed - keeps dropout on, with noise of this seed that is the same for every input. Default: off.
 */
export function createNetworkRunner(
  device: Device,
  weights: Weights,
  path: string,
  network: (x: Tensor, scope: Scope) => ReturnType<Layer>,
  shape: Shape,
  { seed }: { readonly seed?: number } = {},
): NetworkRunner {
  const programs = new Map<number, Promise<Compiled>>();
  // the reference device computes inputs one by one, with the same result in any batch, so padding would waste time
  const isUnbatched = device.name === "reference" && seed === undefined;
  let currentWeights = weights;

  async function compile(batch: number): Promise<Compiled> {
    const registry = createRegistry();
    const x = input("x", [batch, ...shape]);
    const y = network(x, openScope(registry, path, { training: seed !== undefined }));
    const graph = { outputs: { y }, updates: new Map() };
    const states = [...graphSources(graph).states.keys()];
    const noise = seed === undefined ? {} : noiseOf(registry, seed);
    const program = await device.compile(graph);
    return { program, state: device.upload(selectWeights(currentWeights, states)), states, noise };
  }

  return {
    async run(values, count, batchSize) {
      const width = sizeOf(shape);
      const parts: Values[] = [];
      for (let at = 0; at < count;) {
        const batch = isUnbatched
          ? 1
          : (batchSize ?? batchSizes.find((size) => size >= count - at) ?? batchSizes[batchSizes.length - 1]);
        const used = Math.min(batch, count - at);
        if (!programs.has(batch)) programs.set(batch, compile(batch));
        const { program, state, noise } = await programs.get(batch)!;
        const x = new Float32Array(batch * width);
        x.set(values.subarray(at * width, (at + used) * width));
        const y = await program.run(state, { x, ...noise }).y.read();
        parts.push(y.subarray(0, (y.length / batch) * used));
        at += used;
      }
      return concatenateValues(parts);
    },
    updateWeights(next) {
      currentWeights = next;
      for (const ready of programs.values())
        void ready.then(({ state, states }) => state.write(selectWeights(next, states)));
    },
    dispose() {
      for (const ready of programs.values())
        void ready.then(({ program, state }) => {
          program.dispose();
          state.dispose();
        });
    },
  };
}

/** Draws the random numbers of a network, repeated for every input of a batch. */
function noiseOf({ noise }: Registry, seed: number): Record<string, Values> {
  return Object.fromEntries(
    [...noise].map(([name, { tensor, kind }]) => {
      const each = sizeOf(tensor.shape) / tensor.shape[0];
      const stream = random(seed, name);
      const numbers = kind === "normal" ? stream.normals(each) : stream.uniforms(each);
      return [name, concatenateValues(Array.from({ length: tensor.shape[0] }, () => numbers))];
    }),
  );
}

/** Selects weights by name; averaged weights replace the last ones. */
export function selectWeights(weights: Weights, names: readonly string[]): Weights {
  return new Map(
    names.map((name) => {
      const found = weights.get(averagePrefix + name) ?? weights.get(name);
      if (!found) throw internalError(`the weights lack "${name}"`);
      return [name, found];
    }),
  );
}

function concatenateValues(parts: readonly Values[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
