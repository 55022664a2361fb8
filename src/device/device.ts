import type { Graph, Shape } from "../tensor/index.ts";

/** Numbers on the host, row-major: float64 on the reference device, float32 on all others. */
export type Values = Float32Array | Float64Array;

/** Named arrays with their shapes: weights, optimizer moments, the content of a checkpoint. */
export type Weights = ReadonlyMap<string, { readonly shape: Shape; readonly values: Values }>;

/** An engine that compiles and runs graphs. */
export interface Device {
  readonly name: "reference" | "onnx" | "webgpu";
  /** Name and version of the engine, such as `onnxruntime-node 1.30.0`: part of every recipe. */
  readonly version: string;
  /** Whether results between operations are kept in half precision. States never are. Default false. */
  readonly half?: boolean;
  /**
   * Whether runs are queued and computed in the background, so that several should be started before their results are
   * read. Default false: the host computes each run at once.
   */
  readonly queuesRuns?: boolean;
  /** Copies states to the device. */
  upload(weights: Weights): State;
  /** Compiles a graph to a program for any number of runs. */
  compile(graph: Graph): Promise<Program>;
}

/** States that live on a device between runs. */
export interface State {
  /** Reads the states after all runs that were started. Default: all states. */
  read(names?: Iterable<string>): Promise<Weights>;
  /** Replaces or adds states. */
  write(weights: Weights): void;
  /** Frees the memory; the state cannot be used afterwards. */
  dispose(): void;
}

/** A compiled graph. */
export interface Program {
  /**
   * Starts a run: reads `inputs`, updates `state` in place, and returns a handle for each output, without waiting. Runs
   * are computed in the order of the calls; the input arrays must not change until then. Other inputs are ignored.
   *
   * @param state - states of this device.
   * @param inputs - row-major numbers by the names of the graph's inputs.
   * @returns handles by the names of the graph's outputs.
   * @throws OmakaseError `shape` when an input or a state is missing or has the wrong number of values; the state
   *   is unchanged then.
   */
  run(state: State, inputs?: Readonly<Record<string, Values>>): Readonly<Record<string, Handle>>;
  /** Frees the memory. */
  dispose(): void;
}

/** A result that may not be computed yet. */
export interface Handle {
  readonly shape: Shape;
  /** Waits for the run and copies the result to the host. */
  read(): Promise<Values>;
}
