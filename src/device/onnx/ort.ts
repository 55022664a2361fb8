/**
 * What the ONNX device needs of ONNX Runtime: the part that `onnxruntime-node` and `onnxruntime-web` have in common.
 * The module is handed in by the host, so that neither native code nor Wasm is loaded where it is not wanted.
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
  /** A fetch that is a tensor is written into where the runtime can; `null` asks for a new one. */
  run(
    feeds: Readonly<Record<string, OrtTensor>>,
    fetches: Readonly<Record<string, OrtTensor | null>>,
  ): Promise<OrtResults>;
  release(): Promise<void>;
}

/** Results by name. Only float32 values leave our graphs, which the types of the runtime cannot know. */
export type OrtResults = Readonly<Record<string, { readonly data: unknown }>>;

/** Numbers of the runtime. */
export interface OrtTensor {
  readonly data: unknown;
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
