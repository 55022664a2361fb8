/**
 * The part of ONNX Runtime that the ONNX device uses, common to `onnxruntime-node` and `onnxruntime-web`. The host passes the
 * module in, so that neither native code nor Wasm is loaded without need.
 */
export interface Ort {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: OrtSessionOptions): Promise<OrtSession>;
  };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => OrtTensor;
  readonly env: { readonly versions: { readonly node?: string; readonly web?: string; readonly common: string } };
}

/** A loaded model. */
export interface OrtSession {
  /** Runs the model. A fetch that is a tensor receives its result where the runtime can; `null` allocates a new one. */
  run(
    feeds: Readonly<Record<string, OrtTensor>>,
    fetches: Readonly<Record<string, OrtTensor | null>>,
  ): Promise<OrtResults>;
  release(): Promise<void>;
}

/** Results by name. Our graphs return float32 only, which the types of the runtime do not state. */
export type OrtResults = Readonly<Record<string, OrtTensor>>;

/** A tensor of the runtime. */
export interface OrtTensor {
  readonly data: unknown;
  /** Element type, such as `float32`. */
  readonly type: string;
  readonly dims: readonly number[];
}

/** See ONNX Runtime's `SessionOptions`. */
export interface OrtSessionOptions {
  readonly executionProviders?: readonly string[];
  readonly intraOpNumThreads?: number;
  readonly interOpNumThreads?: number;
  readonly executionMode?: "sequential" | "parallel";
  readonly graphOptimizationLevel?: "disabled" | "basic" | "extended" | "layout" | "all";
  readonly enableProfiling?: boolean;
  readonly profileFilePrefix?: string;
  readonly logSeverityLevel?: 0 | 1 | 2 | 3 | 4;
  readonly extra?: Readonly<Record<string, unknown>>;
}
