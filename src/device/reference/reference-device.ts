import { internalError, OmakaseError } from "../../error.ts";
import {
  isOp,
  sameShape,
  formatShape,
  sizeOf,
  graphSources,
  topologicalOrder,
  type Graph,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import type { Device, Handle, Program, State, Values, Weights } from "../device.ts";
import { referenceKernels, type ReferenceKernel } from "./reference-kernels.ts";
import { deviceText } from "../../text/index.ts";

/**
 * Creates a device that interprets graphs in float64 with plain loops: slow, a reference for all others.
 *
 * @example
 * ```ts
 * const device = referenceDevice(); // float64, slow, the oracle of all others
 * device.name; // "reference"
 * ```
 */
export function referenceDevice(): Device {
  return {
    name: "reference",
    version: "reference 1",
    upload(weights) {
      const state = new ReferenceState();
      state.write(weights);
      return state;
    },
    compile: async (graph) => referenceProgram(graph),
  };
}

class ReferenceState implements State {
  readonly weights = new Map<string, { readonly shape: Shape; readonly values: Float64Array }>();

  async read(names: Iterable<string> = this.weights.keys()): Promise<Weights> {
    return new Map(
      [...names].map((name) => {
        const weight = this.weights.get(name);
        if (!weight) throw internalError(`no state is called "${name}"`);
        return [name, { shape: weight.shape, values: weight.values.slice() }];
      }),
    );
  }

  write(weights: Weights): void {
    for (const [name, { shape, values }] of weights) {
      checkCount(name, shape, values.length);
      this.weights.set(name, { shape, values: Float64Array.from(values) });
    }
  }

  dispose(): void {
    this.weights.clear();
  }
}

function referenceProgram(graph: Graph): Program {
  const sources = graphSources(graph);
  const order = topologicalOrder([...Object.values(graph.outputs), ...graph.updates.values()]);
  return {
    run(state, inputs = {}) {
      if (!(state instanceof ReferenceState)) throw internalError("the state lives on another device");
      const known = new Map<Tensor, Float64Array>();
      for (const [name, node] of sources.inputs) {
        checkCount(name, node.shape, inputs[name]?.length);
        known.set(node, Float64Array.from(inputs[name]));
      }
      for (const [name, node] of sources.states) {
        const weight = state.weights.get(name);
        if (!weight || !sameShape(weight.shape, node.shape)) throw missingStateError(name, node.shape, weight?.shape);
        known.set(node, weight.values);
      }
      for (const node of order) if (!known.has(node)) known.set(node, compute(node, known));

      for (const [target, next] of graph.updates)
        state.weights.set(target.attributes.name, { shape: target.shape, values: known.get(next)! });
      return Object.fromEntries(
        Object.entries(graph.outputs).map(([name, node]) => [name, referenceHandle(node.shape, known.get(node)!)]),
      );
    },
    dispose() {},
  };
}

function compute(node: Tensor, known: ReadonlyMap<Tensor, Float64Array>): Float64Array {
  if (isOp(node, "input") || isOp(node, "state")) throw internalError(`no numbers for ${node.op}`);
  const kernel = referenceKernels[node.op as keyof typeof referenceKernels] as ReferenceKernel<typeof node.op>;
  return kernel(
    node,
    node.inputs.map((input) => known.get(input)!),
  );
}

function referenceHandle(shape: Shape, values: Float64Array): Handle {
  return { shape, read: async (): Promise<Values> => values.slice() };
}

function checkCount(name: string, shape: Shape, count: number | undefined): void {
  if (count === sizeOf(shape)) return;
  throw missingStateError(name, shape, count === undefined ? undefined : [count]);
}

function missingStateError(name: string, shape: Shape, got: Shape | undefined): OmakaseError {
  return new OmakaseError("shape", {
    where: name,
    ...deviceText.referenceDevice.missingState({
      shape: formatShape(shape),
      count: sizeOf(shape),
      hasGot: got !== undefined,
      got: got ? formatShape(got) : "",
    }),
  });
}
