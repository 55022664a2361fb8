import type { Device, Program, State, Values, Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { openScope, type Layer, type Scope } from "./layer.ts";
import { input, random, sizeOf, graphSources, type Shape, type Tensor } from "../tensor/index.ts";
import { averagePrefix, createRegistry, type Registry } from "./registry.ts";

/** Runs a trained network on any number of inputs. */
export interface NetworkRunner {
  /**
   * @param values - `[count, ...shape]`, row-major.
   * @param batch - how many the device is to compute at a time; default: whatever is quickest for so many.
   * @returns `[count, …]`, row-major.
   */
  run(values: Values, count: number, batch?: number): Promise<Float32Array>;
  /** From now on runs with these weights, of the same network. Nothing is compiled anew. */
  updateWeights(weights: Weights): void;
  dispose(): void;
}

/** A network for one number of inputs. */
interface Compiled {
  readonly program: Program;
  readonly state: State;
  /** Which of the weights it takes. */
  readonly states: readonly string[];
  readonly noise: Readonly<Record<string, Values>>;
}

/** Shapes are static, so any count is served by these, the last one filled up with zeros. */
const batchSizes = [1, 16, 64];

/**
 * Compiles a network for use: dropout is off, normalisation uses its running averages, and averaged weights take the
 * place of the last ones where training kept them.
 *
 * @param shape - of one input, without the batch.
 * @param options.seed - keeps dropout on, as noise from this seed, the same for every input. Default: it is off.
 */
export function createNetworkRunner(
  device: Device,
  first: Weights,
  path: string,
  network: (x: Tensor, scope: Scope) => ReturnType<Layer>,
  shape: Shape,
  { seed }: { readonly seed?: number } = {},
): NetworkRunner {
  const programs = new Map<number, Promise<Compiled>>();
  // The reference computes one input after the other, with the same bytes in any company: to fill up is work for nothing.
  const alone = device.name === "reference" && seed === undefined;
  let weights = first;

  async function compiled(batch: number): Promise<Compiled> {
    const registry = createRegistry();
    const x = input("x", [batch, ...shape]);
    const y = network(x, openScope(registry, path, { training: seed !== undefined }));
    const graph = { outputs: { y }, updates: new Map() };
    const states = [...graphSources(graph).states.keys()];
    const noise = seed === undefined ? {} : noiseOf(registry, seed);
    const program = await device.compile(graph);
    return { program, state: device.upload(selectWeights(weights, states)), states, noise };
  }

  return {
    async run(values, count, fixed) {
      const width = sizeOf(shape);
      const parts: Values[] = [];
      for (let at = 0; at < count;) {
        const batch = alone
          ? 1
          : (fixed ?? batchSizes.find((size) => size >= count - at) ?? batchSizes[batchSizes.length - 1]);
        const taken = Math.min(batch, count - at);
        if (!programs.has(batch)) programs.set(batch, compiled(batch));
        const { program, state, noise } = await programs.get(batch)!;
        const x = new Float32Array(batch * width);
        x.set(values.subarray(at * width, (at + taken) * width));
        const y = await program.run(state, { x, ...noise }).y.read();
        parts.push(y.subarray(0, (y.length / batch) * taken));
        at += taken;
      }
      return joined(parts);
    },
    updateWeights(later) {
      weights = later;
      for (const ready of programs.values())
        void ready.then(({ state, states }) => state.write(selectWeights(later, states)));
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

/** Random numbers for all that asks for them, repeated for every input of a batch. */
function noiseOf({ noise }: Registry, seed: number): Record<string, Values> {
  return Object.fromEntries(
    [...noise].map(([name, { tensor, kind }]) => {
      const each = sizeOf(tensor.shape) / tensor.shape[0];
      const stream = random(seed, name);
      const once = kind === "normal" ? stream.normals(each) : stream.uniforms(each);
      return [name, joined(Array.from({ length: tensor.shape[0] }, () => once))];
    }),
  );
}

/** The weights by these names, averaged ones first. */
export function selectWeights(weights: Weights, names: readonly string[]): Weights {
  return new Map(
    names.map((name) => {
      const found = weights.get(averagePrefix + name) ?? weights.get(name);
      if (!found) throw internalError(`the weights lack "${name}"`);
      return [name, found];
    }),
  );
}

function joined(parts: readonly Values[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
