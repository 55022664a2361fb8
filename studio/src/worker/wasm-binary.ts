import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";

/** What computes where there is no graphics card: 14 MB, of which the build leaves the gzipped form. */
export const wasmBinary = import.meta.env.DEV ? runtime : `${runtime}.gz`;
