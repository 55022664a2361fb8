import { internalError } from "../../error.ts";
import { sizeOf, type Shape } from "../../tensor/index.ts";
import { checkStateShape, checkValues } from "../check-shapes.ts";
import type { Handle, Program, State, Values } from "../device.ts";
import type { LoweredGraph } from "./lower-graph.ts";
import type { OnnxState } from "./onnx-state.ts";
import { runInPlace } from "./run-in-place.ts";
import type { Ort, OrtResults, OrtSession, OrtTensor } from "./ort.ts";

/** See {@link onnxProgram}. */
export interface OnnxProgramOptions {
  /** Whether the runtime writes results into memory that we provide; the Wasm build cannot. */
  readonly inPlace: boolean;
}

/** Creates a program from a session of the runtime. */
export function onnxProgram(
  ort: Ort,
  session: OrtSession,
  graph: Omit<LoweredGraph, "bytes">,
  { inPlace }: OnnxProgramOptions,
): Program {
  let last: Promise<unknown> = Promise.resolve();
  let disposed = false;

  return {
    run(someState: State, given: Readonly<Record<string, Values>> = {}) {
      if (disposed) throw internalError("this program has been disposed of");
      const state = someState as OnnxState;
      const feeds: Record<string, OrtTensor> = {};
      for (const [name, info] of graph.inputs) feeds[info.name] = feed(ort, name, info.shape, given[name]);
      for (const [name, info] of graph.states) checkStateShape(`state "${name}"`, info.shape, state.shapes.get(name));
      for (const [name, info] of graph.updates) checkStateShape(`state "${name}"`, info.shape, state.shapes.get(name));

      const results = state.enqueue(async () => {
        const fetches: Record<string, OrtTensor | null> = {};
        for (const [name, info] of graph.states) feeds[info.name] = state.currentTensor(name);
        for (const info of graph.outputs.values()) fetches[info.name] = inPlace ? emptyTensor(ort, info.shape) : null;
        for (const [name, info] of graph.updates) fetches[info.name] = inPlace ? state.spareTensor(name) : null;
        const made = await (inPlace ? runInPlace(session, feeds, fetches) : session.run(feeds, fetches));
        for (const [name, info] of graph.updates) state.advance(name, floatResult(made, info.name));
        return made;
      });
      last = results.catch(() => undefined);
      const handles: Record<string, Handle> = {};
      for (const [name, info] of graph.outputs)
        handles[name] = { shape: info.shape, read: async () => floatResult(await results, info.name).slice() };
      return handles;
    },
    dispose() {
      disposed = true;
      void last.then(() => session.release());
    },
  };
}

function feed(ort: Ort, name: string, shape: Shape, values: Values | undefined): OrtTensor {
  checkValues(`input "${name}"`, shape, values?.length);
  return new ort.Tensor("float32", values instanceof Float32Array ? values : Float32Array.from(values!), shape);
}

function emptyTensor(ort: Ort, shape: Shape): OrtTensor {
  return new ort.Tensor("float32", new Float32Array(sizeOf(shape)), shape);
}

function floatResult(results: OrtResults, name: string): Float32Array {
  const { data } = results[name];
  if (!(data instanceof Float32Array)) throw internalError(`ONNX Runtime gave no numbers for "${name}"`);
  return data;
}
