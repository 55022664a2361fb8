/// <reference types="vite/client" />
import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

/** ONNX Runtime's WebAssembly, 14 MB; the build stores only the gzipped form. */
export const wasmBinary = import.meta.env.DEV ? runtime : `${runtime}.gz`;
