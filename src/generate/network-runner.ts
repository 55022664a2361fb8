import type { Device, Program, State, Values, Weights } from "../device/index.ts";
import { internal } from "../error.ts";
import { createRegistry, graphOf, openScope, type Layer, type Scope } from "../model/index.ts";
import { input, sizeOf, sourcesOf, type Shape, type Tensor } from "../tensor/index.ts";
import { averagePrefix } from "../trainer/index.ts";

/** Runs a trained network on any number of inputs. */
export interface NetworkRunner {
  /**
   * @param values - `[count, ...shape]`, row-major.
   * @param batch - how many the device is to compute at a time; default: whatever is quickest for so many.
   * @returns `[count, …]`, row-major.
   */
  run(values: Values, count: number, batch?: number): Promise<Float32Array>;
  dispose(): void;
}

/** Shapes are static, so any count is served by these, the last one filled up with zeros. */
const batchSizes = [1, 16, 64];

/**
 * Compiles a network for use: dropout is off, normalisation uses its running averages, and averaged weights take the
 * place of the last ones where training kept them.
 *
 * @param shape - of one input, without the batch.
 */
export function networkRunner(
  device: Device,
  weights: Weights,
  path: string,
  network: (x: Tensor, scope: Scope) => ReturnType<Layer>,
  shape: Shape,
): NetworkRunner {
  const programs = new Map<number, Promise<{ program: Program; state: State }>>();

  async function compiled(batch: number) {
    const registry = createRegistry();
    const x = input("x", [batch, ...shape]);
    const y = network(x, openScope(registry, path, { training: false }));
    const graph = graphOf(registry, { y });
    const states = [...sourcesOf(graph).states.keys()];
    return { program: await device.compile(graph), state: device.upload(chosen(weights, states)) };
  }

  return {
    async run(values, count, fixed) {
      const width = sizeOf(shape);
      const parts: Values[] = [];
      for (let at = 0; at < count;) {
        const batch = fixed ?? batchSizes.find((size) => size >= count - at) ?? batchSizes[batchSizes.length - 1];
        const taken = Math.min(batch, count - at);
        if (!programs.has(batch)) programs.set(batch, compiled(batch));
        const { program, state } = await programs.get(batch)!;
        const x = new Float32Array(batch * width);
        x.set(values.subarray(at * width, (at + taken) * width));
        const y = await program.run(state, { x }).y.read();
        parts.push(y.subarray(0, (y.length / batch) * taken));
        at += taken;
      }
      return joined(parts);
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

/** The weights by these names, averaged ones first. */
export function chosen(weights: Weights, names: readonly string[]): Weights {
  return new Map(
    names.map((name) => {
      const found = weights.get(averagePrefix + name) ?? weights.get(name);
      if (!found) throw internal(`the weights lack "${name}"`);
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
