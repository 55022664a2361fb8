import { createBackbone, type Backbone, type CreateBackboneOptions } from "../anomaly/index.ts";
import { loadOnnxRuntime } from "./cpu-device.ts";

/** Options of {@link openBackbone}. */
export type OpenBackboneOptions = Omit<CreateBackboneOptions, "name"> & Partial<Pick<CreateBackboneOptions, "name">>;

/**
 * Opens a network of one's own for `fitAnomalyModel`, on the processor through ONNX Runtime: its features take the place of
 * textures. It is checked: its input, its layers, and that their features are finite and depend on the picture.
 *
 * @param bytes - content of an ONNX file, with its weights.
 * @param options - layers, range and size of the input, threads.
 * @throws OmakaseError `option` for what does not fit.
 */
export async function openBackbone(bytes: Uint8Array, options: OpenBackboneOptions = {}): Promise<Backbone> {
  return createBackbone(await loadOnnxRuntime(), bytes, { name: "backbone", ...options });
}
