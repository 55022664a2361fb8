import type { Graph, Shape } from "../tensor/index.ts";

/** Numbers on the host, row-major. The reference device keeps float64, all others float32. */
export type Values = Float32Array | Float64Array;

/** Named numbers with their shapes: weights, optimizer moments, a checkpoint's content. */
export type Weights = ReadonlyMap<string, { readonly shape: Shape; readonly values: Values }>;

/** Where a graph runs. */
export interface Device {
  readonly name: "reference" | "onnx" | "webgpu";
  /** The engine and its version, such as `onnxruntime-node 1.30.0`: part of every recipe. */
  readonly version: string;
  /** Whether results between operations are kept in half precision. States never are. Default false. */
  readonly half?: boolean;
  /**
   * Whether it goes on by itself when a run was asked for, so that several should be before any is waited for. Default
   * false: the host computes, and has nothing to gain.
   */
  readonly queuesRuns?: boolean;
  /** Puts states on the device. Values are copied. */
  upload(weights: Weights): State;
  /** Turns a graph into something that can be run many times. */
  compile(graph: Graph): Promise<Program>;
}

/** States that live on a device between runs. */
export interface State {
  /** What the states are now, after all runs that were asked for. */
  read(names?: Iterable<string>): Promise<Weights>;
  /** Replaces some states, or adds new ones. */
  write(weights: Weights): void;
  /** Gives the memory back; the state cannot be used any more. */
  dispose(): void;
}

/** A compiled graph. */
export interface Program {
  /**
   * Asks for a run: reads `inputs`, updates `state` in place, and returns a handle for each output. Does not wait:
   * runs are done in the order in which they were asked for. The input arrays must not change until then.
   *
   * Inputs that the graph does not know are ignored.
   *
   * @throws OmakaseError `shape` when an input or a state is missing or has the wrong number of values; nothing has
   * changed then.
   */
  run(state: State, inputs?: Readonly<Record<string, Values>>): Readonly<Record<string, Handle>>;
  /** Gives the memory back. */
  dispose(): void;
}

/** A result that may not be there yet. */
export interface Handle {
  readonly shape: Shape;
  /** Waits for the run and copies the numbers to the host. */
  read(): Promise<Values>;
}
